// `<time data-relative>`: "20 min" while it is fresh, the weekday for a week, then the day. Hovering tells it exactly.

import { behave } from "./behave.js";

// English here is the English of the texts: "14 May", not "May 14".
const language = { "": "en-GB", en: "en-GB" }[document.documentElement.lang] ?? document.documentElement.lang;
// The signs of the units are the same in our three languages, and never plural: 20 min, 2 h.
const number = new Intl.NumberFormat(language);
const minutes = (count) => `${number.format(count)} min`;
const hours = (count) => `${number.format(count)} h`;
const now = new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(0, "second");
const weekday = new Intl.DateTimeFormat(language, { weekday: "short" });
const day = new Intl.DateTimeFormat(language, { day: "numeric", month: "short" });
const dated = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric" });
const exact = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "short" });

/** What to say of `then` at the moment `at` (both Date). What lies ahead is told by its day. */
export function tell(then, at = new Date()) {
  const past = (at - then) / 60000;
  if (past >= -1 && past < 1) return now;
  if (past > 0 && past < 60) return minutes(Math.floor(past));
  if (past > 0 && past < 24 * 60) return hours(Math.floor(past / 60));
  if (past > 0 && past < 6 * 24 * 60) return weekday.format(then);
  return then.getFullYear() === at.getFullYear() ? day.format(then) : dated.format(then);
}

function write(element) {
  const then = new Date(element.dateTime);
  if (Number.isNaN(then.getTime())) return;
  element.textContent = tell(then);
  element.title = exact.format(then);
}

behave("time[data-relative]", write);
setInterval(() => document.querySelectorAll("time[data-relative]").forEach(write), 60000);
