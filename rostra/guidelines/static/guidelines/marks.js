// The marks behind the field: the same words at the same places, transparent, with lines below what was found.

/** Findings moved along with an edit from `before` to `after`; those the edit touched are gone until the next answer. */
export function moved(findings, before, after) {
  let head = 0;
  const most = Math.min(before.length, after.length);
  while (head < most && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const [from, until, by] = [head, before.length - tail, after.length - before.length];
  const shift = (one) => (one.start >= until ? { ...one, start: one.start + by, end: one.end + by } : one);
  return findings
    .filter((one) => one.end <= from || one.start >= until || (one.start === one.end && one.start <= from))
    .map((one) => ({ ...shift(one), mend: one.mend && shift(one.mend) }));
}

function mark(finding, active) {
  const made = document.createElement("mark");
  made.className = finding.number === active ? "find on" : "find";
  made.dataset.weight = finding.weight;
  return made;
}

function number(finding) {
  const made = document.createElement("sup");
  made.textContent = finding.number;
  return made;
}

function gap(finding, active) {
  const made = mark(finding, active);
  made.classList.add("gap");
  if (finding.start === 0) made.append(finding.gap);
  made.append(number(finding));
  const anchor = document.createElement("span");
  anchor.className = "gap-at";
  anchor.append(made);
  return anchor;
}

/** Draw `findings` over `text` into `layer`. Where several lie over one another the shortest is drawn. */
export function draw(box, layer, text, findings, active) {
  const gaps = findings.filter((one) => one.start === one.end);
  const spans = findings.filter((one) => one.start < one.end);
  box.classList.toggle("has-gap", gaps.some((one) => one.start === 0));
  const cuts = [...new Set([0, text.length, ...findings.flatMap((one) => [one.start, one.end])])].sort((a, b) => a - b);
  const drawn = document.createDocumentFragment();
  cuts.forEach((from, at) => {
    drawn.append(...gaps.filter((one) => one.start === from).map((one) => gap(one, active)));
    const until = cuts[at + 1];
    if (until === undefined) return;
    const over = spans.filter((one) => one.start <= from && until <= one.end);
    const inner = over.sort((a, b) => a.end - a.start - (b.end - b.start))[0];
    const piece = inner ? mark(inner, active) : document.createElement("span");
    piece.append(text.slice(from, until), ...spans.filter((one) => one.end === until).map(number));
    drawn.append(piece);
  });
  drawn.append("\u200b"); // a last empty line is a line in the field too
  layer.replaceChildren(drawn);
}
