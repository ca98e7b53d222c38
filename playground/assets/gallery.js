// The gallery: only folds can be used here.
import { unfold } from "./fold.js";

document.addEventListener("click", (event) => {
  const more = event.target.closest(".fold-more");
  if (more) unfold(more);
});
document.documentElement.dataset.ready = "true";
