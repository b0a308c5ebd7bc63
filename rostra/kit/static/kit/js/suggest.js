// `input[data-suggest-url]`: a combobox. The server answers `?q=words` with `<div role="option" data-value>` (or `data-url`).

import { behave, settled } from "./behave.js";

let made = 0;

/** A list of suggestions under `field`; `choose(option)` takes one. Gives { ask, shut, key }. */
export function suggestions(field, choose) {
  const list = document.createElement("div");
  made += 1;
  Object.assign(list, { id: `suggest-${made}`, className: "suggest", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.getAttribute("aria-label") ?? field.labels?.[0]?.textContent ?? "");
  field.parentElement.classList.add("suggest-box");
  field.after(list);
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  // Only a combobox may say whether it is open; a textarea may not.
  const tell = (open) => field.role === "combobox" && field.setAttribute("aria-expanded", String(open));
  tell(false);
  let asked = 0;

  const options = () => [...list.querySelectorAll('[role="option"]')];
  const chosen = () => list.querySelector('[aria-selected="true"]');

  function mark(option) {
    chosen()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) field.setAttribute("aria-activedescendant", option.id);
    else field.removeAttribute("aria-activedescendant");
  }
  function shut() {
    asked += 1;
    list.hidden = true;
    tell(false);
    mark(null);
  }
  async function ask(words, { first = false } = {}) {
    asked += 1;
    const mine = asked;
    const url = new URL(field.dataset.suggestUrl, location.href);
    for (const [name, value] of Object.entries(words)) url.searchParams.set(name, value);
    const answer = await fetch(url, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (mine !== asked || !answer?.ok) return;
    list.innerHTML = await answer.text();
    options().forEach((option, at) => (option.id ||= `${list.id}-${at}`));
    // Right under the field, whatever else its box holds.
    list.style.insetBlockStart = `${field.offsetTop + field.offsetHeight + 4}px`;
    list.hidden = list.childElementCount === 0;
    tell(!list.hidden);
    mark(first ? options()[0] : null);
  }
  /** Handle a key; true when it was ours. */
  function key(event) {
    if (list.hidden || event.isComposing) return false;
    const all = options();
    const at = all.indexOf(chosen());
    if (event.key === "ArrowDown") mark(all[(at + 1) % all.length]);
    else if (event.key === "ArrowUp") mark(all.at(at < 0 ? -1 : at - 1));
    else if (event.key === "Escape") shut();
    else if ((event.key === "Enter" || event.key === "Tab") && chosen()) take(chosen());
    else return false;
    event.preventDefault();
    return true;
  }
  function take(option) {
    choose(option);
    shut();
  }
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const option = event.target.closest('[role="option"]');
    if (option) take(option);
  });
  field.addEventListener("blur", () => setTimeout(shut, 100));
  return { ask, shut, key };
}

behave("input[data-suggest-url]", (field) => {
  field.setAttribute("role", "combobox");
  const list = suggestions(field, (option) => {
    if (option.dataset.url) location.assign(option.dataset.url);
    else field.value = option.dataset.value ?? option.textContent.trim();
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
  const ask = settled(() => (field.value.trim() ? list.ask({ q: field.value.trim() }) : list.shut()), 120);
  field.addEventListener("input", ask);
  field.addEventListener("keydown", list.key);
});
