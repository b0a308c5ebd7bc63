// What the check is asked, and the way a mend is written into the field.

/** The CSRF token of the form, else of the page. */
export function token(area) {
  const field = area.form?.elements.csrfmiddlewaretoken ?? document.querySelector("[name=csrfmiddlewaretoken]");
  return field?.value ?? JSON.parse(document.body.getAttribute("hx-headers:inherited") ?? "{}")["X-CSRFToken"];
}

/** What is asked of `/check/`. */
export function question(box, area) {
  const ticked = area.form ? new FormData(area.form).getAll(box.dataset.networksFrom || "networks") : [];
  const networks = ticked.length ? ticked : (box.dataset.networks ?? "").split(" ").filter(Boolean);
  const limits = box.dataset.limits ? JSON.parse(box.dataset.limits) : {};
  const travels = box.dataset.travels ? JSON.parse(box.dataset.travels) : {};
  return { text: area.value, networks, limits, travels, language: area.lang || null, story: "story" in box.dataset };
}

/** Write `mend` into the field as if it were typed, so that the browser's own undo takes it back. */
export function write(area, mend) {
  area.focus();
  area.setSelectionRange(mend.start, mend.end);
  const done = mend.text ? document.execCommand("insertText", false, mend.text) : document.execCommand("delete");
  if (done) return;
  area.setRangeText(mend.text, mend.start, mend.end, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}
