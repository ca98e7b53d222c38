// What all parts of the page use: the playground behind it, the line that tells of a failure, lists and times.

export const app = () => document.getElementById("app");

// post sends JSON to a route below /playground/api; what is not ok becomes an error.
export async function post(route, body) {
  const response = await fetch(`/playground/api/${route}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ user: app().dataset.as, ...body }),
  });
  const answer = await response.json().catch(() => ({ ok: false, error: `${response.status}` }));
  if (!answer.ok) throw new Error(answer.error || String(response.status));
  return answer;
}

export function toast(text) {
  const line = document.getElementById("toast");
  line.textContent = text;
  line.hidden = false;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => { line.hidden = true; }, 6000);
}

export function toEnd(list) {
  if (list) list.scrollTop = list.scrollHeight;
}

export function localTimes(part) {
  for (const time of part.querySelectorAll("time[datetime]")) {
    const at = new Date(time.dateTime);
    time.textContent = at.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    time.title = at.toLocaleString(document.documentElement.lang);
  }
}
