// What changes while the page is open arrives as server-sent events: one message's HTML at a time.
import { app, localTimes, toEnd } from "./base.js";
import { say } from "./words.js";
import { replace } from "./focus.js";
import { refresh, refreshHome } from "./modal.js";

let source = null;

// follow hears of changes from what the page was drawn from on; reload draws it anew.
export function follow(reload) {
  source?.close();
  const { as, seq } = app().dataset;
  source = new EventSource(`/playground/events?as=${encodeURIComponent(as)}&since=${seq}`);
  source.onmessage = (event) => apply(JSON.parse(event.data), reload);
  source.onerror = () => { if (source.readyState === EventSource.CLOSED) setTimeout(() => follow(reload), 2000); };
}

function apply(update, reload) {
  switch (update.kind) {
    case "message": return place(update);
    case "status": return status(update);
    case "presence": return presence(update);
    case "view": refresh(); return refreshHome();
    case "prompts": return prompts(update);
    case "reload": return reload();
  }
}

// place puts a message into its list, at its time, or in the place of what it was before.
function place(update) {
  const here = app().dataset;
  const main = update.list === "m";
  if (update.channel !== here.channel) return main && news(update);
  if (!main && update.thread !== here.thread) return;
  const list = document.getElementById(main ? "messages" : "thread-messages");
  if (!list) return; // the home is open
  const scroller = list.closest(".scroll");
  const atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 160;
  const holder = document.createElement("template");
  holder.innerHTML = update.html.trim();
  const item = holder.content.firstElementChild;
  localTimes(item);
  const old = document.getElementById(update.id);
  announce(item, old);
  if (old) keepOpen(old, item);
  if (old) replace(old, item);
  else {
    const next = [...list.children].find((other) => other.dataset.ts > update.ts);
    list.insertBefore(item, next || null);
    item.classList.add("is-new");
  }
  if (!atEnd) return;
  if (!old && item.offsetHeight > scroller.clientHeight) item.scrollIntoView({ block: "start" }); // its beginning is read first
  else toEnd(scroller);
}

// announce tells a screen reader what somebody else has written: a stream once it has ended, a root that is open beside its thread once.
function announce(item, old) {
  const text = (message) => message?.querySelector(".msg-body").innerText.trim().replace(/\s+/g, " ");
  const { root, ts, author } = item.dataset;
  const beside = item.id.startsWith("t-") && root === ts;
  if (author === app().dataset.as || item.classList.contains("is-writing") || beside) return;
  if (old && !old.classList.contains("is-writing") && text(old) === text(item)) return;
  document.getElementById("said").textContent = `${item.querySelector(".msg-author").textContent}: ${text(item)}`;
}

// keepOpen leaves unfolded what a reader has unfolded.
function keepOpen(old, item) {
  const before = old.querySelectorAll(".fold");
  item.querySelectorAll(".fold").forEach((fold, i) => {
    if (!before[i]?.classList.contains("is-open")) return;
    fold.classList.add("is-open");
    const more = fold.querySelector(".fold-more");
    more.textContent = say("See less");
    more.setAttribute("aria-expanded", "true");
  });
}

function status(update) {
  const here = app().dataset;
  const line = document.getElementById("thread-status");
  if (!line || update.channel !== here.channel || update.thread !== here.thread) return;
  const scroller = line.closest(".scroll");
  const dots = document.createElement("span");
  dots.className = "dots";
  dots.ariaHidden = "true";
  dots.append(...[0, 1, 2].map(() => document.createElement("i")));
  line.replaceChildren(...(update.text ? [dots, update.text] : []));
  toEnd(scroller);
}

function prompts(update) {
  if (update.channel === app().dataset.channel) document.getElementById("prompts")?.replaceChildren(document.createRange().createContextualFragment(update.html));
}

function presence({ on, text: run }) {
  if (follow.run && follow.run !== run) return location.reload(); // another playground answers at this address
  follow.run = run;
  const line = document.getElementById("presence");
  line.dataset.connected = Boolean(on);
  const offline = document.getElementById("offline");
  if (offline) offline.hidden = Boolean(on);
  line.querySelector(".presence-text").textContent = say(on ? "Footnote is connected" : "Footnote is not connected");
}

// news marks a conversation in which something new stands.
function news(update) {
  const link = document.querySelector(`[data-conversation="${CSS.escape(update.channel)}"]`);
  if (link && !link.hasAttribute("aria-current")) link.querySelector(".news").hidden = false;
}
