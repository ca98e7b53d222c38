// Menus are lists of buttons behind a button: arrows move in them, Escape closes them.

export const menus = "details.try[open], details.bk-overflow[open]";

const choices = (menu) => [...menu.querySelectorAll("button, a[href]")];

// closeMenu closes a menu, where it is one; the focus goes back to what opened it.
export function closeMenu(menu) {
  if (!menu?.matches(menus)) return;
  menu.removeAttribute("open");
  menu.querySelector("summary").focus();
}

// moveInMenu does what a key means in a menu; false where it means nothing there.
export function moveInMenu(event) {
  const menu = event.target.closest?.("details.try, details.bk-overflow") || document.querySelector(menus);
  if (!menu) return false;
  if (event.key === "Escape" && menu.open) {
    event.stopPropagation();
    closeMenu(menu);
    return true;
  }
  if (!menu.contains(event.target)) return false;
  const all = choices(menu);
  const at = all.indexOf(event.target);
  const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? all.length - 1 : at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (to === undefined) return false;
  menu.open = true;
  all[(to + all.length) % all.length].focus();
  return true;
}
