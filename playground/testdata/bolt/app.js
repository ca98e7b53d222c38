// An app on Bolt for JavaScript, as its guide writes one: it answers a mention, and a button with a modal.
const path = require("path");
const { App } = require(path.join(process.env.BOLT_JS, "node_modules", "@slack/bolt"));

const app = new App({
  token: process.env.SLACK_BOT_TOKEN,
  appToken: process.env.SLACK_APP_TOKEN,
  socketMode: true,
  clientOptions: { slackApiUrl: process.env.SLACK_API_URL },
});

app.event("app_mention", async ({ event, say }) => {
  await say({
    thread_ts: event.ts,
    text: "heard in JavaScript",
    blocks: [{ type: "actions", elements: [{ type: "button", action_id: "open", text: { type: "plain_text", text: "Open" } }] }],
  });
});

app.action("open", async ({ ack, body, client }) => {
  await ack();
  await client.views.open({
    trigger_id: body.trigger_id,
    view: { type: "modal", title: { type: "plain_text", text: "A modal" }, blocks: [{ type: "section", text: { type: "mrkdwn", text: "opened in JavaScript" } }] },
  });
});

app.start().then(() => console.log("ready"));
