// Every text of a page for `page.evaluate`: what stands together in a block, and what is only read out.
() => {
  const blocks = new Map();
  const block = (element) => {
    while (["inline", "contents"].includes(getComputedStyle(element).display)) element = element.parentElement;
    return element;
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (element.closest("script, style, template, code, .ava") || !texts.currentNode.textContent.trim()) continue;
    const home = block(element);
    blocks.set(home, [...(blocks.get(home) ?? []), texts.currentNode.textContent]);
  }
  const read = [...document.querySelectorAll("[aria-label], [title], [placeholder], [alt]")].flatMap((element) =>
    ["aria-label", "title", "placeholder", "alt"].map((name) => element.getAttribute(name)).filter(Boolean),
  );
  return [document.title, ...[...blocks.values()].map((parts) => parts.join("\u0001")), ...read];
}
