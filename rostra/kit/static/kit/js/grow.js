// `textarea[data-grow]` grows with its words. Browsers that size fields by their content need no script.

import { behave } from "./behave.js";

if (!CSS.supports("field-sizing", "content")) {
  behave("textarea[data-grow], textarea.pen, textarea.sheet", (area) => {
    const fit = () => {
      area.style.blockSize = "auto";
      area.style.blockSize = `${area.scrollHeight + 2}px`;
    };
    area.addEventListener("input", fit);
    fit();
  });
}
