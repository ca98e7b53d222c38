// Modals: what the app opened for who looks at the page, drawn on the server, sent and closed through the routes of /playground/api.
import { app, post, toast } from "./base.js";
import { told } from "./words.js";
import { replace, spot } from "./focus.js";

let back = null; // gives the focus to what opened the modal

function dialog() {
  let box = document.getElementById("modal");
  if (!box) {
    box = document.createElement("dialog");
    box.id = "modal";
    box.className = "modal-box";
    box.addEventListener("cancel", (event) => { event.preventDefault(); act("close"); });
    box.addEventListener("click", (event) => {
      const button = event.target.closest("[data-modal]");
      if (!button) return;
      event.preventDefault();
      act(button.dataset.modal);
    });
    box.addEventListener("keydown", stayIn);
    box.addEventListener("submit", (event) => { event.preventDefault(); act("submit"); });
    document.body.append(box);
  }
  return box;
}

// stayIn lets Tab go round in a dialog, or in what lies over the page like one, instead of out of it.
export function stayIn(event, box = event.currentTarget) {
  if (event.key !== "Tab") return;
  const all = [...box.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")].filter((e) => e.checkVisibility());
  const ends = event.shiftKey ? [all[0], all.at(-1)] : [all.at(-1), all[0]];
  if (!box.contains(document.activeElement) || document.activeElement === ends[0]) {
    event.preventDefault();
    ends[1].focus();
  }
}

let asked = 0;
let shown = ""; // the form that stands in the dialog

// refresh shows the modal that is open now, or none.
export async function refresh() {
  const turn = ++asked;
  const response = await fetch(`/playground/modal?as=${encodeURIComponent(app().dataset.as)}`);
  const form = await response.text();
  if (turn !== asked) return; // a newer answer is on its way
  if (response.status === 204) {
    const box = document.getElementById("modal");
    if (box?.open) {
      box.close();
      back?.();
    }
    return;
  }
  const box = dialog();
  if (box.open && form === shown) return;
  shown = form;
  const again = box.contains(document.activeElement) ? spot(document.activeElement) : null;
  const before = box.querySelector("form");
  box.innerHTML = form;
  keepTyped(before, box.querySelector("form"));
  box.setAttribute("aria-label", box.querySelector("form").dataset.label);
  if (!box.open) {
    back = spot(document.activeElement);
    box.showModal();
  }
  if (again) again();
  else (box.querySelector(".bk-input [data-action]:not(fieldset), .bk-input input") || box.querySelector(".modal-body")).focus();
}

// keepTyped leaves in the inputs of a view that was changed what somebody has typed or chosen there.
function keepTyped(before, now) {
  if (before?.dataset.view !== now.dataset.view) return;
  const inputs = (form) => [...form.querySelectorAll(".bk-input :is(input, textarea, select)")];
  const choice = (input) => (/^(checkbox|radio)$/.test(input.type) ? input.value : "");
  const name = (input) => [input.closest(".bk-input").dataset.block, input.closest("[data-action]").dataset.action, choice(input)].join("\n");
  const old = new Map(inputs(before).map((input) => [name(input), input]));
  for (const input of inputs(now)) {
    const typed = old.get(name(input));
    if (!typed) continue;
    input.checked = typed.checked;
    if (!choice(input) && (!input.options || [...input.options].some((option) => option.value === typed.value))) input.value = typed.value;
  }
}

// refreshHome shows the home anew where its tab is open; what had the focus keeps it.
export async function refreshHome() {
  if (app().dataset.tab !== "home") return;
  const response = await fetch(`/playground/home?as=${encodeURIComponent(app().dataset.as)}`);
  const holder = document.createElement("template");
  holder.innerHTML = (await response.text()).trim();
  const old = document.getElementById("home");
  const next = holder.content.firstElementChild;
  if (!old || !next) return;
  const top = old.scrollTop;
  replace(old, next);
  next.scrollTop = top;
}

export const viewOf = (element) => element.closest("[data-view]")?.dataset.view;

// valuesOf is what stands in the inputs, by block and action.
export function valuesOf(form) {
  const all = {};
  for (const block of form.querySelectorAll(".bk-input")) {
    const e = block.querySelector("[data-action]");
    if (!e) continue;
    let value = e.value;
    if (e.matches("fieldset")) {
      const chosen = [...e.querySelectorAll("input:checked")].map((input) => input.value);
      value = e.dataset.many === "true" ? chosen : chosen[0];
    } else if (e.matches("select[multiple]")) value = [...e.selectedOptions].map((option) => option.value);
    (all[block.dataset.block] ||= {})[e.dataset.action] = value ?? null; // what was emptied is empty
  }
  return all;
}

async function act(action) {
  const form = dialog().querySelector("form");
  const line = form.querySelector(".modal-error");
  line.hidden = true;
  try {
    const body = { view_id: form.dataset.view, action };
    if (action === "submit") body.values = valuesOf(form);
    const { response } = await post("view", body);
    const errors = response?.errors && Object.values(response.errors).join(" ");
    if (errors) {
      line.textContent = errors;
      line.hidden = false;
    }
  } catch (error) {
    if (action === "close") return toast(told(error));
    line.textContent = told(error);
    line.hidden = false;
  }
}
