import { say } from "./words.js";

// unfold shows all of a long section, or its beginning again.
export function unfold(more) {
  const open = more.parentElement.classList.toggle("is-open");
  more.textContent = say(open ? "See less" : "See more");
  more.setAttribute("aria-expanded", open);
}
