// What does not fit, for `page.evaluate`: text that leaves the window, is cut off, or sticks out of what it stands in.
() => {
  const found = [];
  const wide = document.documentElement.clientWidth;
  const holders = "button, .btn, [role=tab], nav a, label, summary, .chip, th, td, dt, dd, figcaption";

  const say = (fault, text, element) =>
    found.push(`${fault}: ${text.slice(0, 60)} in <${element.tagName.toLowerCase()} class="${element.className}">`);

  /** The first reason why this rectangle of text, standing in `element`, cannot be read. */
  const fault = (rect, element) => {
    for (let box = element; box && box !== document.documentElement; box = box.parentElement) {
      const style = getComputedStyle(box);
      if (style.display === "inline" || style.display === "contents") continue;
      const edge = box.getBoundingClientRect();
      const out = rect.right > edge.right + 1 || rect.left < edge.left - 1;
      if (["auto", "scroll"].includes(style.overflowX)) return null;
      if (["hidden", "clip"].includes(style.overflowX)) {
        if (style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none") return null;
        if (out || rect.bottom > edge.bottom + 2 || rect.top < edge.top - 2) return ["is cut off", box];
      }
      if (out && box.matches(holders)) return ["sticks out", box];
    }
    return rect.right > wide + 1 || rect.left < -1 ? ["leaves the window", element] : null;
  };

  if (document.documentElement.scrollWidth > wide) found.push(`the page is ${document.documentElement.scrollWidth} px wide`);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode.textContent.trim();
    const element = texts.currentNode.parentElement;
    if (!text || element.closest(".vh, .skip, svg, option, script, style, template")) continue;
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    for (const rect of range.getClientRects()) {
      const why = rect.width > 1 && fault(rect, element);
      if (why) {
        say(why[0], text, why[1]);
        break;
      }
    }
  }
  return found;
}
