// htmx as this house uses it: nothing is evaluated, 422 is swapped, every other failure becomes a sentence.
// (`noSwap` in the page's htmx-config meta keeps the other answers out of the page.)

import htmx from "../vendor/htmx/htmx-4.0.1.esm.min.js";
import { say, words } from "./toast.js";

function refuse() {
  throw new Error("Rostra evaluates no code from attributes.");
}

// The content security policy forbids evaluation; this makes the reason plain before the browser has to.
htmx.registerExtension("rostra-no-eval", {
  init: (api) => api.initSecurity(null, refuse, refuse),
});

const SENTENCE = { 403: "forbidden", 404: "gone", 410: "gone", 413: "large", 429: "slowDown" };

/** What the server said in its own words: the element marked `data-say` of an error page. */
function said(html) {
  return new DOMParser()
    .parseFromString(html ?? "", "text/html")
    .querySelector("[data-say]")
    ?.textContent.trim();
}

document.addEventListener("htmx:response:error", ({ detail: { ctx } }) => {
  const { status } = ctx.response;
  if (status === 422 || ctx.hx?.redirect || ctx.hx?.refresh) return;
  const kind = SENTENCE[status] ?? (status >= 500 ? "broken" : "failed");
  say(said(ctx.text) || words(kind), { stays: true, weight: "stop" });
});

document.addEventListener("htmx:error", ({ detail: { ctx } }) => {
  if (ctx) say(words(navigator.onLine ? "failed" : "offline"), { stays: true, weight: "stop" });
});

let lost;
window.addEventListener("offline", () => {
  lost = say(words("offline"), { stays: true, weight: "stop" });
});
window.addEventListener("online", () => lost?.remove());
