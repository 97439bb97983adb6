// Shows the visitor's own time beside Minsk time where the clocks differ. Without this file the page says Minsk time with its zone.
const MINSK = -180; // minutes, as getTimezoneOffset counts
const lang = document.documentElement.lang;
const clock = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });

for (const time of document.querySelectorAll("time[data-own]")) {
  const begins = new Date(time.dateTime);
  if (begins.getTimezoneOffset() === MINSK) continue;
  const ends = time.dataset.until && new Date(time.dataset.until);
  const own = document.createElement("span");
  own.className = "under own_time";
  own.textContent = `${ends ? clock.formatRange(begins, ends) : clock.format(begins)} ${time.dataset.own}`;
  time.after(own);
}
