// `textarea[data-suggest-url]`: @ and # at the start of a word ask for people and topics (`?kind=@&q=…`).
// The chosen option's `data-value` stands in for the word.

import { behave, settled } from "./behave.js";
import { suggestions } from "./suggest.js";

const BEGUN = /(?:^|[\s(])([@#])([\p{L}\p{N}_.-]{0,40}(?: [\p{L}\p{N}_.-]{1,40})?)$/u;

behave("textarea[data-suggest-url]", (area) => {
  const begun = () => BEGUN.exec(area.value.slice(0, area.selectionStart));

  const list = suggestions(area, (option) => {
    const word = begun();
    if (!word) return;
    const end = area.selectionStart;
    const start = end - word[1].length - word[2].length;
    area.setRangeText(`${option.dataset.value} `, start, end, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  });

  const ask = settled(() => {
    const word = begun();
    if (word) list.ask({ kind: word[1], q: word[2] }, { first: true });
    else list.shut();
  }, 120);

  area.addEventListener("input", ask);
  area.addEventListener("click", ask);
  area.addEventListener("keydown", (event) => {
    if (list.key(event)) event.stopPropagation();
  });
});
