// Dialogs: `data-opens="id"` opens one, `data-closes` inside shuts it, a press beside it too.
// `hx-confirm` asks in the house's own dialog (the template with id `confirm`), not the browser's.

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.opens);
    if (dialog instanceof HTMLDialogElement) {
      event.preventDefault();
      dialog.showModal();
    }
  }
  if (event.target.closest("[data-closes]")) event.target.closest("dialog")?.close();
});

document.addEventListener("pointerdown", (event) => {
  const dialog = event.target;
  if (!(dialog instanceof HTMLDialogElement) || !dialog.open) return;
  const { left, right, top, bottom } = dialog.getBoundingClientRect();
  const inside = event.clientX >= left && event.clientX <= right && event.clientY >= top && event.clientY <= bottom;
  if (!inside) dialog.close();
});

/** Ask `question`; resolves to whether it was answered with yes. */
export function ask(question) {
  const made = document.getElementById("confirm")?.content.firstElementChild?.cloneNode(true);
  if (!made) return Promise.resolve(window.confirm(question));
  made.querySelector("[data-question]").textContent = question;
  document.body.append(made);
  made.showModal();
  return new Promise((answer) => {
    made.addEventListener("close", () => {
      answer(made.returnValue === "yes");
      made.remove();
    });
  });
}

document.addEventListener("htmx:confirm", (event) => {
  const { ctx, issueRequest, dropRequest } = event.detail;
  event.preventDefault();
  ask(ctx.confirm).then((yes) => (yes ? issueRequest() : dropRequest()));
});

// Before all who listen: what is only asked about does not count as sent.
function first(event) {
  const { submitter, target } = event;
  const { confirm } = submitter?.dataset ?? {};
  if (!confirm || submitter.dataset.confirmed) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  ask(confirm).then((yes) => {
    if (!yes) return;
    submitter.dataset.confirmed = "yes";
    target.requestSubmit(submitter);
    delete submitter.dataset.confirmed;
  });
}
document.addEventListener("submit", first, { capture: true });
