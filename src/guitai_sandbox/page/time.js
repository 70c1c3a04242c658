/** The sandbox's clock as the page knows it, and how WeChat writes a moment. */

const ZONE = "Asia/Shanghai";
const WEEKDAYS = ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"];
const DAY_MS = 86_400_000;
const PARTS = new Intl.DateTimeFormat("en-CA", {
  timeZone: ZONE,
  hourCycle: "h23",
  ...{
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  },
});

/** Ticks on by itself from what the sandbox last said; fires `tick` each second. */
export class Clock extends EventTarget {
  constructor() {
    super();
    this.base = Date.now();
    this.read = performance.now();
    setInterval(() => this.dispatchEvent(new Event("tick")), 1000);
  }

  /** The sandbox said what time it is. */
  set(iso) {
    this.base = new Date(iso).getTime();
    this.read = performance.now();
    this.dispatchEvent(new Event("tick"));
  }

  now() {
    return new Date(this.base + performance.now() - this.read);
  }
}

/** Year to second of a moment in the bank's zone, as strings of digits. */
export function parts(date) {
  return Object.fromEntries(PARTS.formatToParts(date).map(({ type, value }) => [type, value]));
}

/** `09:41` */
export function hourMinute(date) {
  const { hour, minute } = parts(date);
  return `${hour}:${minute}`;
}

/** `2026-03-18 09:41:05` */
export function dateTime(date) {
  const { year, month, day, hour, minute, second } = parts(date);
  return `${year}-${month}-${day} ${hour}:${minute}:${second}`;
}

/** Another one for each day of the bank's zone: days since the first of Unix time. */
export function dayOf(date) {
  const { year, month, day } = parts(date);
  return Date.UTC(Number(year), Number(month) - 1, Number(day)) / DAY_MS;
}

/** The grey time between messages: the nearer the day, the shorter. */
export function chatTime(date, now) {
  const days = dayOf(now) - dayOf(date);
  const time = hourMinute(date);
  if (days === 0) return time;
  if (days === 1) return `昨天 ${time}`;
  if (days > 1 && days < 7) return `${weekday(date)} ${time}`;
  const { year, month, day } = parts(date);
  const ofYear = year === parts(now).year ? "" : `${year}年`;
  return `${ofYear}${Number(month)}月${Number(day)}日 ${time}`;
}

/** `周三` or `Wed` */
export function shortWeekday(date, language) {
  return date.toLocaleDateString(language, { weekday: "short", timeZone: ZONE });
}

function weekday(date) {
  return WEEKDAYS[(dayOf(date) + 4) % 7]; // the first day of Unix time was a Thursday
}
