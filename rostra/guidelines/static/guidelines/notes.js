// The list beside the words: one note a finding, made from the templates the page carries in the reader's language.

const QUIET = { fill() {}, say() {}, away() {}, mark() {}, leave() {}, follow() {}, disputed() {}, disputes: "", words: {} };

/** The list in `home` (see guidelines/_findings.html); a page without one still gets its marks. */
export function listOf(home, acts) {
  if (!home) return QUIET;
  const part = (name) => home.querySelector(`[data-part="${name}"]`);
  const [title, said, notes, clear] = ["title", "said", "notes", "clear"].map(part);
  let findings = [];
  let shown = "";

  const speak = (words) => {
    if (said.textContent !== words) said.textContent = words;
  };
  const current = (number) => findings.find((one) => one.number === number);

  function note(finding) {
    const made = part("note").content.firstElementChild.cloneNode(true);
    const fill = (name, words) => (made.querySelector(`[data-is="${name}"]`).textContent = words);
    made.dataset.weight = finding.weight;
    made.dataset.number = finding.number;
    for (const name of ["number", "message", "reason"]) fill(name, finding[name]);
    fill("weight", finding.weight_words);
    const go = made.querySelector('[data-is="number"]');
    go.setAttribute("aria-label", `${finding.number}. ${finding.message}`);
    go.addEventListener("click", () => current(finding.number) && acts.choose(current(finding.number)));
    made.addEventListener("pointerenter", () => current(finding.number) && acts.choose(current(finding.number), false));
    const mend = made.querySelector('[data-is="mend"]');
    if (finding.mend) {
      mend.querySelector("span").textContent = finding.mend.label;
      mend.prepend(part(finding.mend.icon).content.cloneNode(true));
      mend.addEventListener("click", () => current(finding.number) && acts.mend(current(finding.number)));
    } else mend.remove();
    made.querySelector('[data-is="wrong"]').addEventListener("click", () => acts.dispute(finding));
    return made;
  }

  /** Keep the focus where it was when the notes are made anew. */
  function keepingFocus(act) {
    const held = notes.contains(document.activeElement) ? document.activeElement : null;
    const [number, is] = [held?.closest(".note")?.dataset.number, held?.dataset.is];
    act();
    if (held) (notes.querySelector(`.note[data-number="${number}"] [data-is="${is}"]`) ?? title).focus();
  }

  return {
    disputes: home.dataset.disputes,
    words: { lost: home.dataset.lost },
    fill(answer, written) {
      findings = answer.findings;
      title.textContent = written ? answer.summary : home.dataset.waiting;
      speak(written ? answer.summary : "");
      clear.hidden = !written || findings.length > 0;
      home.classList.remove("away");
      const wanted = JSON.stringify(findings.map(({ number, rule, message, reason, mend }) => [number, rule, message, reason, mend?.label]));
      if (wanted === shown) return;
      shown = wanted;
      keepingFocus(() => notes.replaceChildren(...findings.map(note)));
    },
    follow(moved) {
      findings = moved;
    },
    mark(active) {
      for (const one of notes.children) one.classList.toggle("on", Number(one.dataset.number) === active);
    },
    leave(number) {
      notes.querySelector(`.note[data-number="${number}"]`)?.classList.add("gone");
      shown = "";
    },
    disputed(number) {
      const button = notes.querySelector(`.note[data-number="${number}"] [data-is="wrong"]`);
      button?.replaceWith(Object.assign(document.createElement("span"), { className: "fine", textContent: home.dataset.thanks }));
      speak(home.dataset.thanks);
    },
    say(words) {
      title.textContent = words;
      speak(words);
    },
    away() {
      home.classList.add("away");
      title.textContent = home.dataset.away;
      speak(home.dataset.away);
    },
  };
}
