// `form[data-check-inside]`: while one writes inside, keys and personal numbers are hinted at. Only the writer sees it,
// nothing is kept, nothing is stopped; when the check cannot be reached, nothing is said.

import { behave, settled, wake } from "../kit/js/behave.js";
import { question, token } from "../guidelines/asking.js";

behave("form[data-check-inside]", (form) => {
  const area = form.querySelector("textarea");
  const hint = form.querySelector("[data-inside-hint]");
  if (!area || !hint) return;
  const box = { dataset: { networks: "inside", networksFrom: "-" } };
  let flight;

  async function look() {
    flight?.abort();
    flight = new AbortController();
    const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token(area) };
    try {
      const body = JSON.stringify(question(box, area));
      const reply = area.value.trim()
        ? await fetch(form.dataset.checkInside, { method: "POST", headers, body, signal: flight.signal })
        : null;
      tell(reply?.ok ? (await reply.json()).findings : []);
    } catch (error) {
      if (error.name !== "AbortError") tell([]); // else a newer look is under way
    }
  }

  function tell(findings) {
    hint.hidden = findings.length === 0;
    hint.querySelector("span").textContent = [...new Set(findings.map((one) => one.message))].join(". ");
  }

  area.addEventListener("input", settled(look, 600));
  if (area.value.trim()) look();
});
wake(); // the page's own script has woken what it knew before this one came
