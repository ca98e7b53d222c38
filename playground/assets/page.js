// The page: moves between conversations and threads without losing what was typed, and sends what people do.
import { app, localTimes, post, toast, toEnd } from "./base.js";
import { follow } from "./live.js";
import { dress } from "./composer.js";
import { unfold } from "./fold.js";
import { say, told } from "./words.js";
import { closeMenu, menus, moveInMenu } from "./menu.js";
import { refresh, stayIn, valuesOf, viewOf } from "./modal.js";

function drafts() {
  const kept = new Map();
  for (const form of document.querySelectorAll(".composer")) {
    const text = form.querySelector(".composer-text").value;
    if (text) kept.set(form.id + form.dataset.channel + form.dataset.thread, text);
  }
  return kept;
}

let going = 0;

// go shows another address of this page in place of what is there; focus is a selector of what has the focus then.
async function go(address, { remember = true, focus = "" } = {}) {
  const turn = ++going;
  const response = await fetch(address, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const next = page.getElementById("app");
  if (turn !== going || !next) return;
  const before = app();
  const kept = drafts();
  const scrolled = ["scroll", "thread-scroll"].map((id) => [id, document.getElementById(id)?.scrollTop]);
  const active = document.activeElement?.id;
  const same = { scroll: before.dataset.channel === next.dataset.channel, "thread-scroll": before.dataset.thread === next.dataset.thread };
  before.replaceWith(next);
  document.title = page.title;
  document.documentElement.lang = page.documentElement.lang;
  if (remember) history.pushState(null, "", address);
  for (const form of next.querySelectorAll(".composer")) {
    const text = kept.get(form.id + form.dataset.channel + form.dataset.thread);
    if (text) form.querySelector(".composer-text").value = text;
  }
  prepare(next);
  for (const [id, top] of scrolled) {
    const list = document.getElementById(id);
    if (same[id] && top !== undefined && list) list.scrollTop = top;
    else startOf(list);
  }
  (focus && document.querySelector(focus) || document.getElementById(active))?.focus({ preventScroll: true });
  if (focus && document.activeElement === document.body) document.querySelector("#scroll, #home")?.focus({ preventScroll: true }); // what should have it is hidden
  follow(reload); // from where this page was drawn: what came since then changed only the one that it replaced
  refresh(); // a modal is no part of the page, and what came of it may have been on its way to the one that is gone
  arrive(before.dataset);
}

let lookedAt = []; // the message or conversation that was on the page before the app's direct message

// arrive tells the app that one of its tabs was opened, and what was looked at before; moving about within a tab is no opening.
function arrive(before) {
  const { as, tab, channel, thread } = app().dataset;
  if (!tab) {
    lookedAt = [{ type: "slack#/types/channel_id", value: channel, team_id: app().dataset.team }];
    if (thread) lookedAt.push({ type: "slack#/types/message_context", value: { message_ts: thread, channel_id: channel } });
  } else if (before?.as !== as || before?.tab !== tab) {
    post("home", { tab, entities: lookedAt.length ? lookedAt : undefined }).catch((error) => toast(told(error)));
  }
}

const reload = () => go(location.pathname + location.search, { remember: false });

function startOf(list) {
  if (list && (list.id === "thread-scroll" || list.querySelector(".msg"))) toEnd(list);
}

// prepare makes what was drawn usable.
function prepare(part) {
  part.querySelectorAll(".composer").forEach((form) => dress(form, go));
  localTimes(part);
}

const placeOf = (element) => {
  const message = element.closest(".msg");
  return { channel: message.dataset.channel, ts: message.dataset.ts };
};

function confirmed(element) {
  const said = element.dataset;
  if (!said.confirmTitle) return Promise.resolve(true);
  const dialog = document.createElement("dialog");
  dialog.className = "confirm";
  const form = document.createElement("form");
  form.method = "dialog";
  const add = (tag, text, value) => {
    const e = document.createElement(tag);
    e.textContent = text;
    if (value) e.value = value;
    form.append(e);
  };
  add("h2", said.confirmTitle);
  add("p", said.confirmText);
  add("button", said.confirmNo || say("Cancel"), "no");
  add("button", said.confirmYes || say("Yes"), "yes");
  dialog.append(form);
  dialog.setAttribute("aria-label", said.confirmTitle);
  dialog.addEventListener("keydown", stayIn);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((done) => dialog.addEventListener("close", () => { dialog.remove(); done(dialog.returnValue === "yes"); }));
}

async function act(element, value) {
  if (!(await confirmed(element))) return;
  const { action, block } = element.dataset;
  element.classList.add("is-waiting");
  try {
    const view = viewOf(element);
    const place = view ? { view_id: view, values: valuesOf(element.closest("[data-view]")) } : placeOf(element);
    await post("action", { ...place, action_id: action, block_id: block, value });
  } catch (error) {
    toast(told(error));
  } finally {
    element.classList.remove("is-waiting");
  }
}

async function react(button) {
  const name = button.dataset.reaction;
  const message = button.closest(".msg");
  const mine = message.querySelector(`.reaction.is-mine[data-reaction="${CSS.escape(name)}"]`);
  await post("reaction", { ...placeOf(button), name, remove: Boolean(mine) }).catch((error) => toast(told(error)));
}

function side(open) {
  document.body.classList.toggle("menu-open", open);
  document.querySelector(open ? ".side .conversation" : ".side-open")?.focus();
}

// fill puts an offered text into the composer that stands nearest.
function fill(button) {
  const pane = button.closest(".thread, .main");
  const text = pane.querySelector(".composer-text");
  text.value = button.dataset.fill;
  button.closest(".try")?.removeAttribute("open");
  text.dispatchEvent(new Event("input", { bubbles: true }));
  text.focus();
}

// makeDigest shares the offered readings in the channel, as a person would, and asks for a digest of what was shared.
async function makeDigest(button) {
  const { channel } = app().dataset;
  button.disabled = true;
  try {
    for (const reading of document.querySelectorAll(".welcome [data-reading]")) {
      const { href } = reading.querySelector(".reading-open");
      await post("message", { channel, text: `<${href}|${reading.querySelector(".reading-title").textContent}>` });
    }
    await post("command", { channel, command: "/footnote", text: "digest now" });
  } catch (error) {
    toast(say("No digest was made: %s", told(error)));
  } finally {
    button.disabled = false;
  }
}

// focusAfter is where the focus goes when a link has led somewhere else on the page: where people write, but on a phone, where
// the keyboard would hide what they came to see.
function focusAfter(link) {
  const typed = matchMedia("(hover: hover)").matches;
  if (link.matches(".tab")) return ".tab[aria-current]";
  if (link.matches(".thread-close")) return `.replies[data-thread="${app().dataset.thread}"]`;
  if (link.matches(".replies, .tool-reply")) return typed ? "#thread-composer-text" : "#thread-scroll";
  if (link.matches(".writer")) return link.closest(".thread") ? "#thread-composer-text" : "#composer-text, .writer[aria-current]";
  return typed ? "#composer-text, .tab[aria-current]" : "#scroll, #home";
}

document.addEventListener("click", (event) => {
  const on = (selector) => event.target.closest(selector);
  const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
  const link = on("a[href^='/?']");
  if (link && plain) {
    event.preventDefault();
    if (document.body.classList.contains("menu-open")) side(false);
    go(link.getAttribute("href"), { focus: focusAfter(link) }).catch((error) => toast(told(error)));
  } else if (on("[data-fill]")) fill(on("[data-fill]"));
  else if (on("[data-digest]")) makeDigest(on("[data-digest]"));
  else if (on("[data-side]")) side(on("[data-side]").dataset.side === "open");
  else if (on(".fold-more")) {
    unfold(on(".fold-more"));
  } else if (on("[data-reaction]")) react(on("[data-reaction]"));
  else if (on("[data-delete]")) post("delete", placeOf(on("[data-delete]"))).catch((error) => toast(told(error)));
  else if (on("[data-shortcut]")) {
    post("shortcut", { ...placeOf(on("[data-shortcut]")), callback_id: on("[data-shortcut]").dataset.shortcut }).catch((error) => toast(told(error)));
  } else if (on("[data-stop]")) post("stop", placeOf(on("[data-stop]"))).catch((error) => toast(told(error)));
  else if (on("button[data-action], a[data-action]")) {
    const button = on("[data-action]");
    if (button.dataset.url) window.open(button.dataset.url, "_blank", "noopener,noreferrer");
    closeMenu(button.closest("details"));
    act(button, button.dataset.value);
  }
  const touched = on(".msg");
  for (const other of document.querySelectorAll(".msg.is-touched")) if (other !== touched) other.classList.remove("is-touched");
  if (touched && !on("a, button, input, select, summary, label")) touched.classList.toggle("is-touched");
  if (document.body.classList.contains("menu-open") && !on(".side, .side-open")) side(false);
  for (const menu of document.querySelectorAll(menus)) {
    if (!menu.contains(event.target)) menu.removeAttribute("open");
  }
});

document.addEventListener("change", (event) => {
  if (event.target.closest(".bk-input")) return; // sent with the whole modal
  const group = event.target.closest("fieldset[data-action]");
  if (group) {
    const values = [...group.querySelectorAll("input:checked")].map((input) => input.value);
    act(group, group.dataset.many === "true" ? values : values[0]);
  } else if (event.target.matches("[data-action]")) act(event.target, event.target.value);
});

document.addEventListener("keydown", (event) => {
  if (moveInMenu(event)) return event.preventDefault();
  if (document.body.classList.contains("menu-open")) stayIn(event, document.getElementById("side"));
  if (event.key !== "Escape" || document.querySelector("dialog[open]")) return;
  if (document.body.classList.contains("menu-open")) side(false);
  else document.querySelector(".thread-close")?.click();
});

addEventListener("popstate", () => go(location.pathname + location.search, { remember: false }));

prepare(document);
startOf(document.getElementById("scroll"));
startOf(document.getElementById("thread-scroll"));
document.getElementById(location.hash.slice(1))?.scrollIntoView({ block: "center" });
follow(reload);
refresh();
arrive();
document.documentElement.dataset.ready = "true";
