// One note of the list beside the words, made from the templates the page carries.

/** What makes two findings the same note: all that it says. */
export const keyOf = ({ rule, class: kind, weight, message, reason, mend }) =>
  JSON.stringify([rule, kind, weight, message, reason, mend?.label]);

/** Give the note the number its finding has now. */
export function numbered(made, { number, message }) {
  const go = made.querySelector('[data-is="number"]');
  made.dataset.number = go.textContent = number;
  go.setAttribute("aria-label", `${number}. ${message}`);
  return made;
}

/** A note of `finding`. `part` finds a template, `current` the finding that has a number now: places move while one writes. */
export function noteOf(finding, { part, current, acts }) {
  const made = part("note").content.firstElementChild.cloneNode(true);
  const fill = (name, words) => (made.querySelector(`[data-is="${name}"]`).textContent = words);
  const now = () => current(Number(made.dataset.number));
  made.dataset.weight = finding.weight;
  for (const name of ["message", "reason"]) fill(name, finding[name]);
  fill("weight", finding.weight_words);
  made.querySelector('[data-is="number"]').addEventListener("click", () => now() && acts.choose(now()));
  made.addEventListener("pointerenter", () => now() && acts.choose(now(), false));
  const mend = made.querySelector('[data-is="mend"]');
  if (finding.mend) {
    mend.querySelector("span").textContent = finding.mend.label;
    mend.prepend(part(finding.mend.icon).content.cloneNode(true));
    mend.addEventListener("click", () => now() && acts.mend(now()));
  } else mend.remove();
  made.querySelector('[data-is="wrong"]').addEventListener("click", () => acts.dispute(finding, made));
  return made;
}
