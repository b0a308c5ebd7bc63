// The list beside the words: one note a finding, made from the templates the page carries in the reader's language.

import { keyOf, noteOf, numbered } from "./note.js";

const QUIET = { fill() {}, say() {}, away() {}, mark() {}, leave() {}, follow() {}, disputed() {}, disputes: "", words: {} };

/** The list in `home` (see guidelines/_findings.html); a page without one still gets its marks. */
export function listOf(home, acts) {
  if (!home) return QUIET;
  const part = (name) => home.querySelector(`[data-part="${name}"]`);
  const [title, said, notes, clear] = ["title", "said", "notes", "clear"].map(part);
  let findings = [];
  let standing = new Map(); // the notes that stand, by what they say

  const speak = (words) => {
    if (said.textContent !== words) said.textContent = words;
  };
  const current = (number) => findings.find((one) => one.number === number);

  /** The notes of `findings` in their order. One that stands already stays the same element: a press under way on it counts. */
  function arrange() {
    const kept = new Map();
    const wanted = findings.map((finding) => {
      const key = keyOf(finding);
      const made = numbered(standing.get(key)?.shift() ?? noteOf(finding, { part, current, acts }), finding);
      kept.set(key, [...(kept.get(key) ?? []), made]);
      return made;
    });
    standing = kept;
    for (const old of [...notes.children]) if (!wanted.includes(old)) old.remove();
    wanted.forEach((made, at) => notes.children[at] === made || notes.insertBefore(made, notes.children[at] ?? null));
  }

  /** A note that goes away with the focus in it hands it to the list's title. */
  function keepingFocus(act) {
    const held = notes.contains(document.activeElement) ? document.activeElement : null;
    act();
    if (held) (held.isConnected ? held : title).focus();
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
      keepingFocus(arrange);
    },
    follow(moved) {
      findings = moved;
    },
    mark(active) {
      for (const one of notes.children) one.classList.toggle("on", Number(one.dataset.number) === active);
    },
    leave(number) {
      const made = notes.querySelector(`.note[data-number="${number}"]:not(.gone)`);
      if (!made) return;
      made.classList.add("gone");
      made.inert = true; // its mend is made: a second press is for the note that comes in its place
      for (const alike of standing.values()) if (alike.includes(made)) alike.splice(alike.indexOf(made), 1);
    },
    disputed(made) {
      const thanks = Object.assign(document.createElement("span"), { className: "fine", textContent: home.dataset.thanks });
      const button = made.querySelector('[data-is="wrong"]');
      const held = button === document.activeElement;
      button?.replaceWith(thanks);
      if (held) made.querySelector('[data-is="number"]').focus();
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
