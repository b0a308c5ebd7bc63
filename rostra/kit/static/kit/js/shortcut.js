// `data-shortcut="/"`: the key leads there, unless somebody is writing.

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable], dialog[open], [role=menu]")) return;
  const target = document.querySelector(`[data-shortcut="${CSS.escape(event.key)}"]`);
  if (!target || !target.checkVisibility()) return;
  event.preventDefault();
  target.focus();
  target.select?.();
});
