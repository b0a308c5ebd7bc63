// The bar below the words: what is left to look at, and the next step. A stop is never a dead button without its reason.

import { write } from "../guidelines/asking.js";

/** The bar of `form`, which hears the check's answers. */
export function goBar(form, area) {
  const go = document.querySelector("#go");
  const all = document.querySelector("#mend-all");
  const message = document.querySelector("#go-words");
  let findings = []; // what the check said last
  let standing = []; // of these, what still stands in her words, and where
  let channel;
  let problem = ""; // why it did not go: an answer of the check that was under way must not talk over it

  const going = () => go.getAttribute("aria-busy") === "true";
  const stop = () => findings.find((one) => one.weight === "stop");
  const asItIs = () => !stop() && findings.some((one) => one.weight === "mend");
  const mendable = () => standing.filter((one) => one.mend && one.weight !== "hint");

  function words() {
    if (going()) return message.dataset.going;
    if (problem) return problem;
    if (!area.value.trim()) return message.dataset.empty;
    if (stop()) return message.dataset.stopped.replace("{reason}", stop().message);
    if (asItIs()) return message.dataset.mends;
    return channel.copies ? message.dataset.copies : message.dataset.ready;
  }

  function show(now = channel) {
    if (now !== channel) problem = "";
    channel = now;
    message.textContent = words();
    go.lastChild.textContent = asItIs() ? go.dataset.asItIs : (channel.words ?? go.dataset.share.replace("{network}", channel.label));
    form.querySelector("input[name=as_it_is]").value = asItIs() ? "1" : "";
    all.hidden = mendable().length < 1;
    go.classList.toggle("primary", all.hidden && !asItIs());
    go.toggleAttribute("aria-disabled", false);
    if (stop()) go.setAttribute("aria-disabled", "true");
  }

  form.addEventListener("findings", ({ detail }) => {
    findings = standing = detail.findings;
    show();
  });
  form.addEventListener("moved", ({ detail }) => {
    standing = detail;
  });
  area.addEventListener("input", () => {
    findings = area.value.trim() ? findings : [];
    problem = "";
  });
  // From the last to the first, so that no mend moves the place of the next.
  all.addEventListener("click", () => {
    for (const one of mendable().sort((a, b) => b.mend.start - a.mend.start)) write(area, one.mend);
  });

  return {
    show,
    /** True, and the reason in view, when something stops it. */
    stopped() {
      const found = standing.find((one) => one.weight === "stop");
      if (found) form.querySelector(`.note[data-number="${found.number}"] button`)?.focus();
      return Boolean(found); // what was cut a moment ago stops nothing: the server looks once more
    },
    going,
    leave() {
      go.setAttribute("aria-busy", "true");
      message.textContent = words();
    },
    back(why) {
      go.removeAttribute("aria-busy");
      problem = why || message.dataset.lost;
      message.textContent = words();
    },
  };
}
