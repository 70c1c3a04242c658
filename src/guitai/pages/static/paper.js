/** What an order says, read from the very bytes that are signed, and from nothing else. */

import { text } from "./bytes.js";
import { moment } from "./clock.js";

// These turn the order of what is read around: a name that has one could pass for another.
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** An order that this page can't show as it is. It must not be signed. */
export class NotShown extends Error {}

/** `{title, language, lines: [{name, label, value}], notes, expiresAt}` from a document's bytes. */
export function read(bytes, subject) {
  const order = JSON.parse(text(bytes));
  if (order.order !== subject) throw new NotShown("the document of another order");
  const expiresAt = Date.parse(order.expires_at);
  if (Number.isNaN(expiresAt)) throw new NotShown("nobody knows until when");
  return {
    title: plain(order.title),
    language: order.language,
    lines: order.lines.map((line) => ({
      name: plain(line.name),
      label: plain(line.label),
      value: value(line, order.language),
    })),
    notes: order.notes.map(plain),
    expiresAt,
  };
}

/** An amount in whole fen as `¥1,234.56`. */
export function yuan(fen) {
  if (!Number.isSafeInteger(fen)) throw new NotShown("no amount in whole fen");
  const digits = String(Math.abs(fen)).padStart(3, "0");
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${fen < 0 ? "-" : ""}¥${whole}.${digits.slice(-2)}`;
}

function value(line, language) {
  const [kind, ...more] = ["text", "fen", "at"].filter((name) => name in line);
  if (!kind || more.length) throw new NotShown("a line that says nothing, or two things");
  if (kind === "fen") return yuan(line.fen);
  if (kind === "at") return moment(line.at, language);
  return plain(line.text);
}

function plain(said) {
  if (typeof said !== "string") throw new NotShown("a text that is none");
  return said.replace(TURNING, "\ufffd");
}
