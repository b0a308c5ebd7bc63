// `.sheet-box[data-check]`: looks at the words while they are written, and never stands in their way.
// The box holds a `.marks` layer and a textarea; `data-findings` is the id of the list beside it. Which networks is asked
// of the form's ticked fields named `data-networks-from` (default "networks"), else of `data-networks`.
// Every answer is also told as a `findings` event of the box, its detail the answer's JSON; after each letter `moved` tells
// which findings still stand, and where.

import { behave, settled, wake } from "../kit/js/behave.js";
import { say } from "../kit/js/toast.js";
import { question, token, write } from "./asking.js";
import { draw, moved } from "./marks.js";
import { listOf } from "./notes.js";

const PAUSE = 250;
const AGAIN = 5000;

behave(".sheet-box[data-check]", (box) => {
  const area = box.querySelector("textarea");
  const layer = box.querySelector(".marks");
  const list = listOf(document.getElementById(box.dataset.findings), { choose, mend, dispute });
  let answer = { findings: [] };
  let [text, asked, active, flight, later] = [area.value, 0, 0, undefined, undefined];

  function show() {
    draw(box, layer, text, answer.findings, active);
    list.mark(active);
  }

  async function ask() {
    clearTimeout(later);
    flight?.abort();
    const mine = ++asked;
    const about = area.value;
    if (!area.value.trim()) return take({ findings: [], lengths: {} });
    flight = new AbortController();
    const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token(area) };
    const body = JSON.stringify(question(box, area));
    try {
      const reply = await fetch(box.dataset.check, { method: "POST", headers, body, signal: flight.signal });
      const said = await reply.json();
      if (mine !== asked) return; // an answer to words that have changed since
      if (reply.ok) take({ ...said, findings: moved(said.findings, about, area.value) }); // she may have written on
      else list.say(said.message);
    } catch (error) {
      if (error.name === "AbortError" || mine !== asked) return;
      list.away();
      later = setTimeout(ask, AGAIN);
    }
  }

  function take(said) {
    answer = said;
    active = 0;
    list.fill(said, area.value.trim() !== "");
    show();
    box.dispatchEvent(new CustomEvent("findings", { bubbles: true, detail: said }));
  }

  function choose(finding, select = true) {
    active = finding.number;
    if (select) (area.focus(), area.setSelectionRange(finding.start, finding.end));
    show();
  }

  function mend(finding) {
    list.leave(finding.number);
    write(area, finding.mend);
    ask();
  }

  async function dispute(finding, note) {
    const body = new URLSearchParams({ class: finding.class, rule: finding.rule });
    const reply = await fetch(list.disputes, { method: "POST", body, headers: { "X-CSRFToken": token(area) } }).catch(() => undefined);
    if (reply?.ok) list.disputed(note);
    else say(list.words.lost, { stays: true });
  }

  const soon = settled(ask, PAUSE);
  area.addEventListener("input", () => {
    answer = { ...answer, findings: moved(answer.findings, text, area.value) };
    text = area.value;
    box.dispatchEvent(new CustomEvent("moved", { bubbles: true, detail: answer.findings }));
    draw(box, layer, text, answer.findings, active);
    list.follow(answer.findings);
    soon();
  });
  document.addEventListener("selectionchange", () => {
    if (document.activeElement !== area) return;
    const at = area.selectionStart;
    const under = answer.findings.find((one) => one.start < one.end && one.start <= at && at <= one.end);
    if ((under?.number ?? 0) !== active) ((active = under?.number ?? 0), show());
  });
  area.form?.addEventListener("change", (event) => event.target !== area && ask());
  window.addEventListener("online", ask);
  for (const button of area.form?.querySelectorAll("[data-only-without-script]") ?? []) button.hidden = true;
  ask();
});
wake(); // the page's own script has woken what it knew before this one came
