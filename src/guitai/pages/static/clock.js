/** The bank's time as the page was told it, moments as they are written, and time that runs out. */

const ZONE = "Asia/Shanghai";
const format = (locale, parts) => new Intl.DateTimeFormat(locale, { timeZone: ZONE, hourCycle: "h23", ...parts });
const HOUR = format("en-GB", { hour: "2-digit", minute: "2-digit" });
const CHINESE = format("zh-CN", { year: "numeric", month: "long", day: "numeric" });
const ENGLISH = format("en-US", { year: "numeric", month: "short", day: "numeric" });
const told = Date.parse(document.documentElement.dataset.now) || Date.now();
const began = { wall: Date.now(), steady: performance.now() };

/** Milliseconds of Unix time at the bank. A phone that slept, or whose clock was set, is never behind it. */
export function now() {
  return told + Math.max(Date.now() - began.wall, performance.now() - began.steady);
}

/** A moment in the bank's zone, as the bank writes it everywhere: in English `23 Nov 2026 10:05`. */
export function moment(iso, language = document.documentElement.lang) {
  const at = new Date(iso);
  return `${language === "en" ? english(at) : CHINESE.format(at)} ${HOUR.format(at)}`;
}

function english(at) {
  const { day, month, year } = Object.fromEntries(ENGLISH.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${day} ${month} ${year}`;
}

/** Minutes and seconds, `4:05`. */
export function minutes(milliseconds) {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Call `left(milliseconds)` each second until that moment of Unix time, then `over`; gives the function that ends it. */
export function countDown(until, { left, over }) {
  const tick = () => {
    const milliseconds = until - now();
    if (milliseconds > 0) return left(milliseconds);
    stop();
    return over();
  };
  const stop = () => {
    clearInterval(ticking);
    document.removeEventListener("visibilitychange", tick);
  };
  const ticking = setInterval(tick, 1000);
  document.addEventListener("visibilitychange", tick); // a phone in a pocket does not tick
  tick();
  return stop;
}
