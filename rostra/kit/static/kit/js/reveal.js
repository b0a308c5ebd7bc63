// `a[data-reveal]` ("Older") opens by itself when it comes into sight, three times; then it waits for a press,
// so that the end of the page can be reached.

import { behave } from "./behave.js";

const ROUNDS = 3;
let rounds = 0;

const seen = new IntersectionObserver(
  (sights) => {
    for (const { isIntersecting, target } of sights) {
      if (!isIntersecting || rounds >= ROUNDS) continue;
      rounds += 1;
      seen.unobserve(target);
      target.click();
    }
  },
  { rootMargin: "400px" },
);

// After htmx has woken, which waits a turn: a press before it would leave the page.
behave("[data-reveal]", (link) => setTimeout(() => seen.observe(link)));
