// The composer: Enter sends, Shift and Enter breaks the line, files come by button, paste or drop.
import { app, post, toast, toEnd } from "./base.js";
import { say, told } from "./words.js";

const most = 20e6; // bytes of one file

async function base64(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(text);
}

// isAnswered reports whether Footnote answers a message, which it does in the message's thread.
function isAnswered(text) {
  const { heard, direct, bot } = app().dataset;
  return heard === "true" && (direct === "true" || text.includes(`<@${bot}>`));
}

// openThread shows where the answer will stand.
async function openThread(ts, go) {
  const address = new URL(location.href);
  const { as } = app().dataset;
  address.searchParams.set("as", as);
  address.searchParams.set("thread", ts);
  const typed = matchMedia("(hover: hover)").matches; // on a phone the keyboard would hide the answer
  if (!typed) document.activeElement?.blur();
  await go(address.pathname + address.search, { focus: typed ? "#thread-composer-text" : "" });
}

// dress gives one form its behaviour; go moves the page to another address.
export function dress(form, go) {
  const text = form.querySelector(".composer-text");
  const error = form.querySelector(".composer-error");
  const list = form.querySelector(".composer-files");
  const chooser = form.querySelector(".composer-file");
  const { channel, thread } = form.dataset;
  let files = [];

  const complain = (words) => { error.textContent = words; error.hidden = !words; };
  const grow = () => { text.style.height = "auto"; text.style.height = `${Math.min(text.scrollHeight, 200)}px`; };
  const show = () => {
    list.hidden = files.length === 0;
    list.replaceChildren(...files.map((file) => {
      const item = document.createElement("li");
      const drop = document.createElement("button");
      item.textContent = file.name;
      drop.type = "button";
      drop.setAttribute("aria-label", say("Remove %s", file.name));
      drop.textContent = "×";
      drop.addEventListener("click", () => { files = files.filter((f) => f !== file); show(); text.focus(); });
      item.append(drop);
      return item;
    }));
  };
  const take = (more) => {
    const large = [...more].find((file) => file.size > most);
    complain(large ? say("%s is larger than 20 MB.", large.name) : "");
    files = [...files, ...[...more].filter((file) => file.size <= most)];
    show();
    text.focus();
  };

  async function send() {
    const words = text.value.trim();
    if (!words && files.length === 0) return;
    const command = words.match(/^(\/[a-z][\w-]*)(?:\s+([\s\S]*))?$/i);
    if (command && thread) return complain(say("Slack knows no commands in threads. Write it in the conversation."));
    const sent = files;
    text.value = "";
    files = [];
    show();
    grow();
    complain("");
    try {
      if (command) await post("command", { channel, command: command[1], text: command[2] || "" });
      else {
        const encoded = await Promise.all(sent.map(async (file) => ({ name: file.name, base64: await base64(file) })));
        const { ts, message } = await post("message", { channel, thread_ts: thread, text: words, files: encoded });
        if (!thread && isAnswered(message.text)) await openThread(ts, go);
      }
      toEnd(form.closest(".main, .thread").querySelector(".scroll"));
    } catch (problem) {
      if (command) return toast(`${command[1]}: ${told(problem)}`);
      text.value = text.value || words;
      files = sent;
      show();
      grow();
      complain(say("Not sent: %s", told(problem)));
    }
  }

  form.addEventListener("submit", (event) => { event.preventDefault(); send(); });
  text.addEventListener("keydown", (event) => {
    // While a word is being composed, Enter belongs to the input method.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    send();
  });
  // Programs that type send the letter beside the key.
  text.addEventListener("keypress", (event) => { if (event.key === "Enter" && !event.shiftKey) event.preventDefault(); });
  text.addEventListener("input", grow);
  text.addEventListener("paste", (event) => { if (event.clipboardData.files.length) { event.preventDefault(); take(event.clipboardData.files); } });
  chooser.addEventListener("change", () => { take(chooser.files); chooser.value = ""; });
  form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("is-over"); });
  form.addEventListener("dragleave", () => form.classList.remove("is-over"));
  form.addEventListener("drop", (event) => { event.preventDefault(); form.classList.remove("is-over"); take(event.dataTransfer.files); });
  grow();
}
