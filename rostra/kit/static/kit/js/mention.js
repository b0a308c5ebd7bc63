// `textarea[data-suggest-url]`: @ and # at the start of a word ask for people and topics (`?kind=@&q=…`).
// The chosen option's `data-value` stands in for the word.

import { behave } from "./behave.js";
import { suggestions } from "./suggest.js";

const BEGUN = /(?:^|[\s(])([@#])([\p{L}\p{N}_.-]{0,40}(?: [\p{L}\p{N}_.-]{1,40})?)$/u;

behave("textarea[data-suggest-url]", (area) => {
  const begun = () => {
    const word = BEGUN.exec(area.value.slice(0, area.selectionStart));
    return word && { kind: word[1], q: word[2] };
  };

  function write(option) {
    const word = begun();
    if (!word) return;
    const end = area.selectionStart;
    area.setRangeText(`${option.dataset.value} `, end - word.kind.length - word.q.length, end, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  const list = suggestions(area, begun, write, { first: true });
  area.addEventListener("input", list.look);
  area.addEventListener("click", list.look);
  area.addEventListener("keydown", (event) => {
    if (list.key(event)) event.stopPropagation();
  });
});
