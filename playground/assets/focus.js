// Where the focus is must not be lost when what it stands in is drawn anew.

const reachable = "a[href], button, input, select, textarea, summary, [tabindex]";

// spot remembers where an element stands; what it returns gives the focus to whatever stands there then.
export function spot(element) {
  const holder = element?.closest?.("[id]");
  if (!holder) return () => {};
  const { action, block, value } = element.dataset;
  const inside = (part) => [...part.querySelectorAll(reachable)];
  const place = inside(holder).indexOf(element);
  const alike = (other) => other.dataset.action === action && other.dataset.block === block && other.dataset.value === value;
  return () => {
    const now = document.getElementById(holder.id);
    if (!now) return;
    const next = holder === element ? now : (action && inside(now).find(alike)) || inside(now)[place] || now;
    if (next === now && !now.matches(reachable)) now.tabIndex = -1;
    next.focus({ preventScroll: true });
  };
}

// replace puts one element into the place of another; the focus stays where it was.
export function replace(old, next) {
  const back = old.contains(document.activeElement) ? spot(document.activeElement) : null;
  old.replaceWith(next);
  back?.();
}
