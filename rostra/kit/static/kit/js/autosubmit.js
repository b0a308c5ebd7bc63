// `form[data-autosubmit]` goes when a choice changes; `data-autosubmit="typing"` also a moment after the last key.

import { behave, settled } from "./behave.js";

behave("form[data-autosubmit]", (form) => {
  for (const button of form.querySelectorAll("[data-only-without-script]")) button.hidden = true;
  form.addEventListener("change", () => form.requestSubmit());
  if (form.dataset.autosubmit === "typing")
    form.addEventListener(
      "input",
      settled(() => form.requestSubmit(), 250),
    );
});
