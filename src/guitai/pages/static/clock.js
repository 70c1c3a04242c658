/** The bank's time as the page was told it, moments as they are written, and time that runs out. */

const ZONE = "Asia/Shanghai";
const PARTS = new Intl.DateTimeFormat("en-CA", {
  timeZone: ZONE,
  hourCycle: "h23",
  ...{ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" },
});
const told = Date.parse(document.documentElement.dataset.now) || Date.now();
const began = { wall: Date.now(), steady: performance.now() };

/** Milliseconds of Unix time at the bank. A phone that slept, or whose clock was set, is never behind it. */
export function now() {
  return told + Math.max(Date.now() - began.wall, performance.now() - began.steady);
}

/** `2026-11-23 10:05` in the bank's zone. */
export function moment(iso) {
  const at = Object.fromEntries(PARTS.formatToParts(new Date(iso)).map(({ type, value }) => [type, value]));
  return `${at.year}-${at.month}-${at.day} ${at.hour}:${at.minute}`;
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
