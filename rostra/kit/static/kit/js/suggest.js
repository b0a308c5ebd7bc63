// Suggestions under a field: the server answers `?q=words` with `<div role="option" data-value>` (or `data-url`).

const PAUSE = 120;
let made = 0;

/**
 * A list of suggestions under `field`; `choose(option)` takes one. `ask()` gives what to ask for now (`q`, the words), or nothing.
 * Gives { look, key }: `look` asks a moment after the last call.
 */
export function suggestions(field, ask, choose, { first = false } = {}) {
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
  let soon;
  let shown = ""; // the words that the list answers

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
    clearTimeout(soon);
    list.hidden = true;
    tell(false);
    mark(null);
  }
  function look() {
    clearTimeout(soon);
    soon = setTimeout(() => (ask() ? find(ask()) : shut()), PAUSE);
  }
  async function find(words) {
    asked += 1;
    const mine = asked;
    const url = new URL(field.dataset.suggestUrl, location.href);
    for (const [name, value] of Object.entries(words)) url.searchParams.set(name, value);
    const answer = await fetch(url, { headers: { "HX-Request": "true" } }).catch(() => null);
    const found = answer?.ok ? await answer.text() : "";
    if (mine !== asked || !answer?.ok || document.activeElement !== field) return;
    list.innerHTML = found;
    shown = JSON.stringify(words);
    options().forEach((option, at) => (option.id ||= `${list.id}-${at}`));
    // Right under the field, whatever else its box holds.
    list.style.insetBlockStart = `${field.offsetTop + field.offsetHeight + 4}px`;
    list.hidden = list.childElementCount === 0;
    tell(!list.hidden);
    mark(first ? options()[0] : null);
  }
  /** Whether `option` is for what stands there now: the list may still answer fewer letters. */
  function fits(option) {
    const now = ask();
    const said = `${option.textContent} ${option.dataset.value ?? ""}`.toLowerCase();
    return JSON.stringify(now) === shown || said.includes((now?.q ?? "").toLowerCase());
  }
  /** Handle a key; true when it was ours. */
  function key(event) {
    if (list.hidden || event.isComposing) return false;
    const all = options();
    const at = all.indexOf(chosen());
    if (event.key === "ArrowDown") mark(all[(at + 1) % all.length]);
    else if (event.key === "ArrowUp") mark(all.at(at < 0 ? -1 : at - 1));
    else if (event.key === "Escape") shut();
    else if ((event.key === "Enter" || event.key === "Tab") && chosen() && fits(chosen())) take(chosen());
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
  return { look, key };
}
