// A form goes once: the pressed button shows that it is on its way, a second press does nothing.
// `form[data-unsaved]` asks before a changed form is left.

import { behave } from "./behave.js";

const SWAPPED = "[hx-get], [hx-post], [hx-put], [hx-patch], [hx-delete]";
const going = new WeakMap();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "dialog" || form.target === "_blank") return;
  if (form.matches(SWAPPED)) return;
  if (going.has(form)) {
    event.preventDefault();
    return;
  }
  going.set(form, event.submitter);
  event.submitter?.setAttribute("aria-busy", "true");
});

// Back from the next page: the browser shows this one as it was left.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.forms) {
    going.get(form)?.removeAttribute("aria-busy");
    going.delete(form);
  }
});

// A form that came back: where it needs another look first, there one is. Not where something else already asks for the focus.
behave("form [aria-invalid='true']", (field) => {
  const first = document.querySelector("form [aria-invalid='true']");
  if (field === first && document.activeElement === document.body) field.focus();
});

behave("form[data-unsaved]", (form) => {
  let changed = Boolean(form.querySelector(".wrong")); // it came back with what was not taken
  form.addEventListener("input", () => {
    changed = true;
  });
  form.addEventListener("submit", () => {
    changed &&= form.matches(SWAPPED); // htmx may fail and leave it here
  });
  form.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
    changed &&= ctx.response.status >= 400;
  });
  window.addEventListener("beforeunload", (event) => {
    if (changed && form.isConnected) event.preventDefault();
  });
});
