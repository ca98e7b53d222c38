# The same on Bolt for Python.
import os

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

app = App(client=WebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"]))


@app.event("app_mention")
def mention(event, say):
    button = {"type": "button", "action_id": "open", "text": {"type": "plain_text", "text": "Open"}}
    say(thread_ts=event["ts"], text="heard in Python", blocks=[{"type": "actions", "elements": [button]}])


@app.action("open")
def open_modal(ack, body, client):
    ack()
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "opened in Python"}}
    client.views_open(trigger_id=body["trigger_id"], view={"type": "modal", "title": {"type": "plain_text", "text": "A modal"}, "blocks": [section]})


if __name__ == "__main__":
    handler = SocketModeHandler(app, os.environ["SLACK_APP_TOKEN"])
    handler.connect()
    print("ready", flush=True)
    import threading

    threading.Event().wait()
