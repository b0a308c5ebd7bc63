// Behaviours wake on elements that ask for them, on the first page and on everything htmx brings later.

const behaviours = [];

/** Run `start(element)` once for each element that matches `selector`, now and later. */
export function behave(selector, start) {
  behaviours.push({ selector, start, awake: new WeakSet() });
}

/** Wake everything in `root` that still sleeps. */
export function wake(root = document) {
  for (const { selector, start, awake } of behaviours) {
    const own = root.matches?.(selector) ? [root] : [];
    for (const element of [...own, ...root.querySelectorAll(selector)]) {
      if (awake.has(element)) continue;
      awake.add(element);
      start(element);
    }
  }
}

/** Call `act` when `wait` milliseconds have passed without another call. */
export function settled(act, wait) {
  let timer;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...given), wait);
  };
}
