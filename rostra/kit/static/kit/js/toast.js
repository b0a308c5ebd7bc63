// Toasts: a sentence, perhaps an Undo. Those of the server and those of the page look and leave alike.

import { behave } from "./behave.js";

const SECONDS = 8;
const region = () => document.getElementById("toasts");

/** A sentence the page carries in the reader's language: "offline", "failed", "copied", … */
export function words(kind) {
  return region()?.dataset[kind] ?? "";
}

/** Show `text`. `undo` is called by its button; `stays` until shut. Returns the toast. */
export function say(text, { undo, stays = false, weight = "" } = {}) {
  const home = region();
  if (!home || !text) return undefined;
  const same = [...home.children].find((toast) => toast.dataset.text === text);
  if (same) return same;
  const toast = document.createElement("div");
  toast.className = "toast";
  Object.assign(toast.dataset, { toast: "", text, weight, ...(stays ? { stays: "" } : {}) });
  toast.append(Object.assign(document.createElement("span"), { textContent: text }));
  if (undo) toast.append(button(words("undo"), () => (toast.remove(), undo())));
  home.append(toast);
  leave(toast);
  return toast;
}

function button(label, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.addEventListener("click", act);
  return made;
}

/** Give a toast its way out: a cross, and time unless it stays, is pointed at or holds the focus. */
function leave(toast) {
  if (toast.dataset.leaves) return;
  toast.dataset.leaves = "yes";
  let shut = toast.querySelector("[data-shut]");
  if (!shut) {
    shut = button("×", () => {});
    shut.className = "shut";
    shut.setAttribute("aria-label", words("shut"));
    toast.append(shut);
  }
  shut.hidden = false;
  shut.addEventListener("click", () => toast.remove());
  if ("stays" in toast.dataset) return;
  let left = SECONDS;
  const clock = setInterval(() => {
    if (toast.matches(":hover, :focus-within")) return;
    left -= 1;
    if (left > 0) return;
    clearInterval(clock);
    toast.remove();
  }, 1000);
}

behave("[data-toast]", leave);
