// say is a text of the page in its language; what differs stands in place of %s.
export function say(text, value = "") {
  const table = JSON.parse(document.getElementById("words").textContent) || {};
  return (table[text] || text).replace("%s", () => value);
}

// told is what went wrong, in words where the page has some; else Slack's own code for it.
export function told(error) {
  const [code, what] = error.message.split(": ");
  switch (code) {
    case "operation_timeout": return say("Footnote did not answer in time.");
    case "dispatch_failed": return say("Footnote could not be reached.");
    case "missing_required_input": return say("Something is missing: %s", what);
  }
  return error.message;
}
