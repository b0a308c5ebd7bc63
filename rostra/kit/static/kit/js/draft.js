// `textarea[data-draft="key"]`: what is written is kept in this browser until the server has taken it.
// The key names whose text it is and where it belongs, so that two people on one computer never meet.
// `form[data-forgets-drafts]`: sending it throws all of them away.

import { behave } from "./behave.js";
import { say, words } from "./toast.js";

const PREFIX = "rostra.draft.";
const SENT = "rostra.sent.";

const store = (key, value) => {
  try {
    if (value) localStorage.setItem(key, value);
    else localStorage.removeItem(key);
  } catch {
    // A full or forbidden store: the text is still in its field.
  }
};

const read = (key) => {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
};

const came = performance.getEntriesByType("navigation")[0]?.type;

// A form sent without htmx: the page that came instead tells how it went. Who steps back from a page that never came still has hers.
if (came !== "back_forward" && !document.querySelector("[data-say]")) {
  for (const sent of Object.keys(localStorage).filter((key) => key.startsWith(SENT))) {
    store(PREFIX + sent.slice(SENT.length), "");
    store(sent, "");
  }
}

behave("textarea[data-draft]", (area) => {
  const key = PREFIX + area.dataset.draft;
  const kept = read(key);
  if (kept && !area.value) {
    area.value = kept;
    area.dispatchEvent(new Event("input", { bubbles: true }));
    say(words("kept"), { undo: () => empty(area, key) });
  }
  // At once, not after a pause: who writes and leaves in the same breath finds it again.
  area.addEventListener("input", () => store(key, area.value));
  if (came === "navigate" && area.value !== area.defaultValue) store(key, area.value); // written before this woke
  area.form?.addEventListener("submit", () => {
    store(key, area.value);
    if (!area.form.matches("[hx-post], [hx-put], [hx-patch]")) store(SENT + area.dataset.draft, "sent");
  });
  area.form?.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
    if (ctx.response.status < 400) store(key, "");
  });
});

// Going out at a shared computer: whoever comes next finds no words of hers.
behave("form[data-forgets-drafts]", (form) => {
  form.addEventListener("submit", () => {
    const hers = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX) || key.startsWith(SENT));
    for (const key of hers) store(key, "");
  });
});

function empty(area, key) {
  area.value = "";
  area.dispatchEvent(new Event("input", { bubbles: true }));
  store(key, "");
}
