/** Rules that make WeChat's side fail. */

import * as api from "./api.js";
import { element } from "./dom.js";
import { attempt } from "./toast.js";
import { say } from "./words.js";

const KINDS = [
  "repeat",
  "delay",
  "drop",
  "reorder",
  "error",
  "timeout",
  "cut",
  "revoke_token",
  "same_msgid",
  "wrong_signature",
  "replay",
  "forged_plain",
  "xml_entities",
];
const NUMBERS = new Set(["seconds", "errcode", "times"]);

/** A form for one rule, and the rules that were added here. */
export class FaultsPanel {
  constructor(desk) {
    this.desk = desk;
    this.rules = [];
    this.list = element("ul", { class: "fault-rules" });
    this.who = element("select", { name: "openid" });
    this.form = this.drawForm();
    const clear = say(
      element("button", { type: "button", id: "clear-faults", onclick: () => this.clear() }),
      "faults.clear",
    );
    this.element = element(
      "div",
      { class: "faults" },
      say(element("p", { class: "panel-about" }), "faults.about"),
      this.form,
      element("div", { class: "fault-mine" }, say(element("h3"), "faults.mine"), clear),
      this.list,
    );
    this.draw();
  }

  opened() {
    const users = [...this.desk.users.values()].map(({ openid, nickname }) =>
      element("option", { value: openid }, nickname),
    );
    this.who.replaceChildren(say(element("option", { value: "" }), "faults.anyone"), ...users);
  }

  drawForm() {
    const number = (key) =>
      labelled(
        key,
        element("input", { type: "number", name: key, min: 0, step: key === "seconds" ? "any" : 1 }),
      );
    const form = element("form", { class: "fault-form" }, [
      labelled("on", select("on", ["push", "api"])),
      labelled("do", select("do", KINDS)),
      labelled("openid", this.who),
      number("times"),
      labelled("path", element("input", { name: "path", placeholder: "/cgi-bin/message/custom/send" })),
      number("seconds"),
      number("errcode"),
      say(element("button", { class: "solid", id: "add-fault" }), "faults.add"),
    ]);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.add(ruleOf(form));
    });
    return form;
  }

  async add(rule) {
    if ((await attempt(() => api.addFault(rule))) === undefined) return;
    this.rules.push(rule);
    this.draw();
  }

  async clear() {
    if ((await attempt(api.clearFaults)) === undefined) return;
    this.rules = [];
    this.draw();
  }

  draw() {
    const rules = this.rules.map((rule) => element("li", {}, element("code", {}, JSON.stringify(rule))));
    this.list.replaceChildren(...(rules.length ? rules : [say(element("li"), "faults.none")]));
  }
}

function ruleOf(form) {
  const filled = [...new FormData(form)].filter(([, value]) => value !== "");
  return Object.fromEntries(filled.map(([key, value]) => [key, NUMBERS.has(key) ? Number(value) : value]));
}

function labelled(key, input) {
  return element("label", {}, say(element("span"), `faults.${key}`), input);
}

function select(name, values) {
  const options = values.map((value) => say(element("option", { value }), `faults.${value}`));
  return element("select", { name }, options);
}
