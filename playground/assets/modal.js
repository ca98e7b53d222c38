// Modals: what the app opened for who looks at the page, drawn on the server, sent and closed through the routes of /playground/api.
import { app, post, toast } from "./page.js";

let opener = null;

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
    box.addEventListener("submit", (event) => { event.preventDefault(); act("submit"); });
    document.body.append(box);
  }
  return box;
}

// refresh shows the modal that is open now, or none.
export async function refresh() {
  const response = await fetch(`/playground/modal?as=${encodeURIComponent(app().dataset.as)}`);
  if (response.status === 204) {
    const box = document.getElementById("modal");
    if (box?.open) {
      box.close();
      opener?.focus?.();
    }
    return;
  }
  const box = dialog();
  const focused = document.activeElement?.dataset?.action;
  box.innerHTML = await response.text();
  box.setAttribute("aria-label", box.querySelector("form").dataset.label);
  if (!box.open) {
    opener = document.activeElement;
    box.showModal();
  }
  (box.querySelector(`[data-action="${CSS.escape(focused || "")}"]`) || box.querySelector(".modal-body")).focus();
}

export const viewOf = (element) => element.closest("form.modal")?.dataset.view;

// values are what stands in the inputs, by block and action.
function values(form) {
  const all = {};
  for (const block of form.querySelectorAll(".bk-input")) {
    const e = block.querySelector("[data-action]");
    if (!e) continue;
    let value = e.value;
    if (e.matches("fieldset")) {
      const chosen = [...e.querySelectorAll("input:checked")].map((input) => input.value);
      value = e.dataset.many === "true" ? chosen : chosen[0];
    } else if (e.matches("select[multiple]")) value = [...e.selectedOptions].map((option) => option.value);
    if (value !== undefined && value !== "") (all[block.dataset.block] ||= {})[e.dataset.action] = value;
  }
  return all;
}

async function act(action) {
  const form = dialog().querySelector("form");
  const line = form.querySelector(".modal-error");
  line.hidden = true;
  try {
    const body = { view_id: form.dataset.view, action };
    if (action === "submit") body.values = values(form);
    const { response } = await post("view", body);
    const errors = response?.errors && Object.values(response.errors).join(" ");
    if (errors) {
      line.textContent = errors;
      line.hidden = false;
    }
  } catch (error) {
    if (action === "close") return toast(error.message);
    line.textContent = error.message;
    line.hidden = false;
  }
}
