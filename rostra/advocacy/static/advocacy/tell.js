// The composer: what is left, how it will look, and the one press that shares it.

import "../guidelines/check.js";
import { wake } from "../kit/js/behave.js";
import { goBar } from "./go.js";
import { measure } from "./measure.js";
import { draw } from "./preview.js";
import { share } from "./share.js";

const form = document.querySelector("form[data-tell]");
const area = form.elements.words;
const kept = document.querySelector("#kept");
const address = document.querySelector("#address").content.textContent.trim();
const language = document.documentElement.lang;
const bar = goBar(form, area);

/** A channel as its radio describes it. */
function channelOf(radio) {
  const { limit, unit, urlLength, fold, link, label, account, share: words } = radio.dataset;
  const numbers = { limit: Number(limit ?? 0), urlLength: Number(urlLength ?? 0), fold: Number(fold ?? 0) };
  const channel = { key: radio.value, label, words, unit, link, account, ...numbers };
  return { ...channel, shortMentions: radio.value === "mastodon", copies: "copies" in radio.dataset };
}

const channels = [...form.querySelectorAll("input[name=network]")].map((radio) => [radio, channelOf(radio)]);
const chosen = () => channels.find(([radio]) => radio.checked)[1];

/** Her words and, where the network carries it there, the link: as `text_of` of the server puts them together. */
function textFor(channel) {
  const words = area.value.trim();
  if (!address || channel.link === "card" || words.includes(address)) return words;
  return channel.link === "field" ? `${words} ${address}` : `${words}\n\n${address}`.trim();
}

function refresh() {
  for (const [radio, channel] of channels) {
    const left = channel.limit - measure(textFor(channel), channel);
    const line = radio.closest("label").querySelector("[data-left]");
    line.hidden = left > 9999; // nobody comes near the end of a network that takes tens of thousands
    line.classList.toggle("over", channel.limit > 0 && left < 0);
    const words = left < 0 ? line.dataset.over : line.dataset.words;
    line.textContent = channel.limit ? words.replace("{n}", Math.abs(left).toLocaleString(language)) : "";
  }
  const channel = chosen();
  form.elements.account.value = channel.account ?? "";
  for (const part of form.querySelectorAll("[data-net], [data-how]"))
    part.hidden = (part.dataset.net ?? part.dataset.how) !== channel.key;
  const text = textFor(channel);
  const length = measure(text, channel).toLocaleString(language);
  draw(form.querySelector(`[data-net="${channel.key}"]`), channel, text, length, language);
  bar.show(channel);
}

/** Mail programs open addresses of some 1,800 signs, the subject among them: a longer text the server leaves out. */
const tooLongForMail = (channel, text) => channel.key === "mail" && encodeURIComponent(text).length > 1000;

// Before all who listen: what is not sent by the browser must not count as sent, or a refused draft would be forgotten.
function send(event) {
  event.preventDefault();
  event.stopPropagation();
  if (bar.stopped()) return;
  const onlyCopy = event.submitter?.value === "copy";
  const channel = chosen();
  const whole = textFor({ ...channel, link: "text" });
  const copied = onlyCopy || tooLongForMail(channel, whole) ? whole : channel.copies ? area.value.trim() : "";
  const outside = channel.account || onlyCopy ? "" : channel.key === "mail" ? "mail" : "tab";
  share({ form, area, bar, copied, submitter: event.submitter, outside });
}
form.addEventListener("submit", send, { capture: true });
form.addEventListener("change", refresh);
// A page that comes back by the browser's own memory still says "On its way", under a key that is used.
window.addEventListener("pageshow", ({ persisted }) => persisted && window.location.reload());
form.elements.language.addEventListener("change", () => {
  area.lang = form.elements.language.value;
});
area.addEventListener("input", () => {
  refresh();
  const time = new Date().toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  kept.textContent = kept.dataset.words.replace("{time}", time);
});
form.addEventListener("click", (event) => {
  const words = event.target.closest("[data-write]")?.dataset.write;
  if (!words) return;
  area.setRangeText(`${/(^|\s)$/.test(area.value) ? "" : " "}${words}`, area.value.length, area.value.length, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
  area.focus();
});
if (!window.matchMedia("(width >= 52rem)").matches)
  for (const fold of form.querySelectorAll("details.fold")) fold.open = false;
refresh();
const row = form.querySelector(".channels");
row.scrollLeft = row.querySelector("input:checked").closest("label").offsetLeft - row.offsetLeft - 16;
wake(form);
