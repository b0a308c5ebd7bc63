// `section[data-beside="#marks"]`: each note (`data-for="2"`) stands beside the mark it speaks of (`data-no="2"`), when there
// is room beside; pointing at one shows the other. Notes come in the order of the text.

import { behave, settled } from "./behave.js";

const room = window.matchMedia("(width >= 75rem)");

function place(section) {
  const marks = document.querySelector(section.dataset.beside);
  const notes = [...section.querySelectorAll("[data-for]")];
  for (const note of notes) note.style.marginBlockStart = "";
  section.classList.toggle("beside", room.matches && Boolean(marks));
  if (!room.matches || !marks) return;
  for (const note of notes) {
    const mark = marks.querySelector(`[data-no="${CSS.escape(note.dataset.for)}"]`);
    // Read after each step: a note that was moved moves those below it.
    const down = mark ? mark.getBoundingClientRect().top - note.getBoundingClientRect().top - 16 : 0;
    if (down > 0) note.style.marginBlockStart = `${Math.round(down)}px`;
  }
}

behave("[data-beside]", (section) => {
  const again = settled(() => section.isConnected && place(section), 50);
  const marks = () => document.querySelector(section.dataset.beside);
  const show = (event) => {
    const note = event.target.closest("[data-for]");
    if (!note) return;
    for (const other of section.querySelectorAll("[data-for]")) other.classList.toggle("on", other === note);
    for (const mark of marks()?.querySelectorAll("[data-no]") ?? [])
      mark.classList.toggle("on", mark.dataset.no === note.dataset.for);
  };
  section.addEventListener("pointerover", show);
  section.addEventListener("focusin", show);
  room.addEventListener("change", again);
  document.addEventListener("htmx:after:swap", again);
  const watched = new ResizeObserver(again);
  if (marks()) watched.observe(marks());
  document.fonts.ready.then(again);
  place(section);
});
