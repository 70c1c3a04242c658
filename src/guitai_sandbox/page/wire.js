/** Everything between WeChat and the bank: each push, reply and call, encrypted and plain side by side. */

import * as api from "./api.js";
import { element } from "./dom.js";
import { icon } from "./icons.js";
import { gist, readable } from "./readable.js";
import { followEnd } from "./stick.js";
import { parts } from "./time.js";
import { attempt } from "./toast.js";
import { name, say } from "./words.js";

const MOST_ROWS = 500;
const OPEN_AMONG = 30; // a push without an answer this far back will get none
const DIRECTIONS = new Set(["push", "reply", "api"]);
const TO_BANK = new Set(["push"]);

/** Asks only while it is open. */
export class WirePanel {
  constructor({ live, desk }) {
    this.desk = desk;
    this.last = 0;
    this.sought = new WeakMap(); // what the filter looks through: bodies are drawn late
    this.filter = element("input", {
      type: "search",
      id: "wire-filter",
      oninput: () => this.sift(),
      data: { wordLabel: "wire.filter", wordHint: "wire.filter" },
    });
    this.mine = element("input", { type: "checkbox", id: "wire-shown", onchange: () => this.sift() });
    this.rows = element("ol", { class: "wire-rows" });
    this.none = say(element("p", { class: "panel-none" }), "wire.none");
    const scroller = { class: "wire-scroller", role: "group", tabindex: "0" };
    this.scroller = name(element("div", scroller, this.none, this.rows), "wire");
    this.element = element("div", { class: "wire" }, this.bar(), this.scroller);
    followEnd(this.scroller, this.rows);
    live.addEventListener("wire", () => this.load());
    live.addEventListener("reconnect", () => this.startOver());
    desk.addEventListener("change", () => this.sift());
  }

  opened() {
    this.isOpen = true;
    this.load();
  }

  closed() {
    this.isOpen = false;
  }

  async load() {
    if (!this.isOpen) return;
    if (this.loading) {
      this.again = true;
      return;
    }
    this.loading = true;
    this.show((await attempt(() => api.wire(this.from()))) ?? []);
    this.loading = false;
    if (this.again) {
      this.again = false;
      await this.load();
    }
  }

  /** A push is written down before it is answered: the open ones are asked for again. */
  from() {
    const open = [...this.rows.querySelectorAll("[data-open]")].map(({ dataset }) => Number(dataset.seq));
    const recent = open.filter((seq) => seq > this.last - OPEN_AMONG);
    return Math.min(this.last, ...recent.map((seq) => seq - 1));
  }

  show(entries) {
    for (const entry of entries) {
      const fresh = row(entry, this.desk.users.get(entry.openid)?.nickname);
      this.sought.set(fresh, searchable(fresh, entry));
      const open = this.rows.querySelector(`[data-seq="${entry.seq}"][data-open]`);
      if (open && entry.status !== null) open.replaceWith(fresh);
      else if (entry.seq > this.last) this.rows.append(fresh);
      this.last = Math.max(this.last, entry.seq);
    }
    while (this.rows.children.length > MOST_ROWS) this.rows.firstChild.remove();
    this.none.hidden = this.rows.children.length > 0;
    this.sift();
  }

  sift() {
    const sought = this.filter.value.trim().toLowerCase();
    for (const each of this.rows.children) {
      const elsewhere = this.mine.checked && !this.desk.isOut(each.dataset.openid);
      each.hidden = elsewhere || (sought !== "" && !this.sought.get(each).includes(sought));
    }
  }

  startOver() {
    this.last = 0;
    this.clear();
    this.load();
  }

  bar() {
    const shown = element("label", { class: "check" }, this.mine, say(element("span"), "wire.shown"));
    const clear = say(element("button", { type: "button", onclick: () => this.clear() }), "wire.clear");
    return element("div", { class: "wire-bar" }, this.filter, shown, clear);
  }

  clear() {
    this.rows.replaceChildren();
    this.none.hidden = false;
  }
}

function row(entry, nickname) {
  const { seq, openid, direction, status } = entry;
  const about = element("span", { class: "wire-gist" }, gist(entry.plain));
  const summary = element(
    "summary",
    {},
    element("span", { class: "wire-at" }, clockFace(entry.at)),
    element(
      "span",
      { class: `wire-direction is-${direction}` },
      icon(TO_BANK.has(direction) ? "inward" : "outward"),
      kind(direction),
    ),
    element(
      "span",
      { class: "wire-path" },
      element("b", {}, entry.method),
      ` ${shortPath(entry.path)}`,
      about,
    ),
    element("span", { class: "wire-user" }, nickname ?? ""),
    outcome(entry),
  );
  const details = element("details", {}, summary);
  details.addEventListener("toggle", () => details.open && !details.dataset.drawn && open(details, entry));
  return element(
    "li",
    { data: { seq, openid: openid ?? "", direction, ...(status === null && { open: "" }) } },
    details,
  );
}

/** WeChat refuses with HTTP 200 and a number: then the number is the status. */
function outcome({ direction, status, plain }) {
  const errcode = direction === "api" && /"errcode":\s*(-?[1-9]\d*)/.exec(plain ?? "")?.[1];
  const failed = errcode || status === null || status >= 400;
  return element(
    "span",
    { class: failed ? "wire-status failed" : "wire-status" },
    String(errcode || (status ?? "—")),
  );
}

/** Bodies are drawn when somebody looks: there may be hundreds. */
function open(details, { direction, path, note, encrypted, plain }) {
  details.dataset.drawn = true;
  const bodies = encrypted
    ? [body("wire.encrypted", encrypted), body("wire.plain", plain)]
    : [body(direction === "api" ? "wire.asked" : "wire.plain", plain)];
  const said = [note, path !== shortPath(path) && path].filter(Boolean);
  const lines = said.map((line) => element("p", { class: "wire-full" }, line));
  details.append(...lines, element("div", { class: "wire-bodies" }, bodies));
}

function body(title, text) {
  const content = text ? element("code", {}, readable(text)) : say(element("i"), "wire.empty");
  return element("figure", {}, say(element("figcaption"), title), element("pre", { tabindex: "0" }, content));
}

function searchable(row, { path, note, encrypted, plain }) {
  return [row.textContent, path, note, encrypted, plain].join("\n").toLowerCase();
}

function shortPath(path) {
  return new URL(path, location.href).pathname;
}

function kind(direction) {
  return DIRECTIONS.has(direction) ? say(element("span"), `wire.${direction}`) : direction;
}

function clockFace(at) {
  const { hour, minute, second } = parts(new Date(at));
  return `${hour}:${minute}:${second}`;
}
