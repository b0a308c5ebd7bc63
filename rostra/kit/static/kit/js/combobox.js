// `input[data-suggest-url]`: a combobox over the suggestions; one with `data-url` leads there.

import { behave } from "./behave.js";
import { suggestions } from "./suggest.js";

behave("input[data-suggest-url]", (field) => {
  field.setAttribute("role", "combobox");
  const ask = () => (field.value.trim() ? { q: field.value.trim() } : null);
  const list = suggestions(field, ask, (option) => {
    if (option.dataset.url) location.assign(option.dataset.url);
    else field.value = option.dataset.value ?? option.textContent.trim();
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
  field.addEventListener("input", list.look);
  field.addEventListener("keydown", list.key);
});
