// `form[data-autosubmit]` goes when a choice changes; `data-autosubmit="typing"` also a moment after the last key.

import { behave, settled } from "./behave.js";

const asks = (form) => JSON.stringify([...new FormData(form)]);

behave("form[data-autosubmit]", (form) => {
  for (const button of form.querySelectorAll("[data-only-without-script]")) button.hidden = true;
  let asked = asks(form);
  form.addEventListener("submit", () => {
    asked = asks(form);
  });
  // A field that is left tells its change once more: what was asked is not asked again, or the answer would replace
  // what is being pressed.
  const go = () => asks(form) !== asked && form.requestSubmit();
  form.addEventListener("change", go);
  if (form.dataset.autosubmit !== "typing") return;
  form.addEventListener("input", settled(go, 250));
  const field = form.querySelector("[type=search]");
  if (field && field.value !== field.defaultValue) setTimeout(() => form.requestSubmit()); // typed before this woke
});
