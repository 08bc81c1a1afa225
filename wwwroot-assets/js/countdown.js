// <time data-countdown datetime="2026-11-18T21:00:00Z" data-now="2026-11-16T18:00:00Z" data-over="Closed">2 days 3 hours</time>
// Counts from the server's clock (data-now), because that clock decides; the device's may be wrong. The text that
// the server wrote stays where the browser cannot say durations in the page's language.
const language = document.documentElement.lang || "en";
const loaded = performance.now();
let say = null;

function parts(seconds) {
  const days = Math.floor(seconds / 86400);
  const hours = Math.floor((seconds % 86400) / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  if (days > 0) return { days, hours };
  if (hours > 0) return { hours, minutes };
  return minutes >= 10 ? { minutes } : { minutes, seconds: seconds % 60 };
}

function tick() {
  for (const time of document.querySelectorAll("time[data-countdown]")) {
    // htmx may have brought this element later: its own data-now is newer than the page's
    time.countedFrom ??= document.readyState === "complete" ? performance.now() : loaded;
    const now = Date.parse(time.dataset.now) + performance.now() - time.countedFrom;
    const left = Math.floor((Date.parse(time.dateTime) - now) / 1000);
    const text = left > 0 ? say?.format(parts(left)) : time.dataset.over;
    if (text && time.textContent !== text) time.textContent = text;
  }
}

// A moment later: browsers take long to learn how durations are said, and a page's first tap is more urgent.
export function startCountdowns() {
  setTimeout(() => {
    if ("DurationFormat" in Intl) say = new Intl.DurationFormat(language, { style: "long" });
    tick();
    setInterval(tick, 1000);
  }, 500);
}
