// How it will look: the words as the chosen network shows them, cut where readers see "more".

/** Fill one preview. `channel` is what the page knows of the network, `text` what leaves, `length` as the network counts. */
export function draw(preview, channel, text, length, language) {
  const body = preview.querySelector("[data-body]");
  const shown = channel.fold ? folded(text, channel.fold) : text;
  body.replaceChildren(...lit(shown || body.dataset.empty));
  body.classList.toggle("muted", !shown);
  if (shown.length < text.length) {
    const more = document.createElement("span");
    more.className = "more-l";
    more.textContent = ` ${body.dataset.more}`;
    body.append(more);
  }
  const count = preview.querySelector("[data-length]");
  count.textContent = channel.limit ? `${length} / ${channel.limit.toLocaleString(language)}` : "";
}

/** As much as stands before "more": so many signs, at a word's end, and never more than five lines. */
function folded(text, most) {
  const lines = text.split("\n");
  let kept = lines.length > 5 ? lines.slice(0, 5).join("\n") : text;
  if (kept.length > most) kept = kept.slice(0, most).replace(/\s+\S*$/, "");
  return kept;
}

/** The text with its links, mentions and hashtags as networks colour them. */
function lit(text) {
  return text.split(/(https?:\/\/\S+|(?<![\w/])[#@][\p{L}\p{N}_.@-]*[\p{L}\p{N}_])/u).map((part, at) => {
    if (at % 2 === 0) return part;
    const mark = document.createElement("i");
    mark.textContent = part.replace(/^https?:\/\//, "");
    return mark;
  });
}
