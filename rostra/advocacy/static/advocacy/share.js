// One press: copy where the network takes no text, keep it here, open the network's own page, go on to what became of it.

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // No clipboard here: the share's own page offers the text once more.
  }
}

const MAIL_SECONDS = 0.6;

/** Hand a mailto to the mail program. It opens beside this page, which stays; leaving at once would take it back. */
async function write(address) {
  window.location.assign(address);
  await new Promise((done) => setTimeout(done, MAIL_SECONDS * 1000));
}

/** `copied` goes to the clipboard first; `outside` is "tab", opened within the press, or browsers forbid it, "mail" or "". */
export async function share({ form, area, bar, copied, outside, submitter }) {
  if (bar.going()) return;
  bar.leave();
  if (copied) await copy(copied);
  const tab = outside === "tab" ? window.open("", "_blank") : null;
  if (tab) tab.opener = null;
  try {
    const body = new FormData(form, submitter);
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    const said = await answer.json();
    if (!answer.ok) return refused(said.message);
    if (tab && said.go) tab.location.replace(said.go);
    else tab?.close();
    const forget = () => localStorage.removeItem(`rostra.draft.${area.dataset.draft}`);
    forget();
    window.addEventListener("pagehide", forget); // the last word may have been kept in between
    if (outside === "mail" && said.go) await write(said.go);
    window.location.assign(said.page);
  } catch {
    refused("");
  }

  function refused(words) {
    tab?.close();
    bar.back(words);
  }
}
