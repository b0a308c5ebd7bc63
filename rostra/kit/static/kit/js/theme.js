// `button[data-theme-switch]`: as the system, day, night. A cookie, so that the next page comes right from its first byte.

import { behave } from "./behave.js";

const ROUND = ["", "light", "dark"];
const root = document.documentElement;

function label(button) {
  const words = button.dataset[root.dataset.theme || "auto"];
  button.querySelector("span").textContent = words;
}

behave("[data-theme-switch]", (button) => {
  button.hidden = false;
  label(button);
  button.addEventListener("click", () => {
    const next = ROUND[(ROUND.indexOf(root.dataset.theme ?? "") + 1) % ROUND.length];
    if (next) root.dataset.theme = next;
    else delete root.dataset.theme;
    const age = next ? 31536000 : 0;
    document.cookie = `theme=${next}; path=/; max-age=${age}; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
    label(button);
  });
});
