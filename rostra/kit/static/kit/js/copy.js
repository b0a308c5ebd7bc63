// `data-copy="words"`, or `data-copy-from="#field"`: into the clipboard, and a toast that says so.

import { say, words } from "./toast.js";

async function copy(text, field) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // No clipboard here (an old browser, plain http): select the words, so that the keys do it.
    field?.select?.();
    return;
  }
  say(words("copied"));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy], [data-copy-from]");
  if (!button) return;
  const field = button.dataset.copyFrom ? document.querySelector(button.dataset.copyFrom) : null;
  copy(field ? (field.value ?? field.textContent) : button.dataset.copy, field);
});
