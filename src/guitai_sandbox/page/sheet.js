/** What slides over the chat: pages, pickers, pictures. Escape and the left button close the top one. */

import { element } from "./dom.js";
import { iconButton } from "./icons.js";

/** The sheets of one phone; `behind` is out of reach while one is open. */
export class Sheets {
  constructor(behind) {
    this.stack = [];
    this.behind = behind;
    this.element = element("div", { class: "sheets" });
  }

  /** Open `body` under a bar with `title`, or bare where there is none; gives `{element, close, retitle}`. */
  open(body, { title, left = "close", right, kind = "" } = {}) {
    const before = document.activeElement;
    const label = title ?? body.getAttribute("aria-label");
    const properties = {
      class: `sheet ${kind}`,
      role: "dialog",
      "aria-label": label,
      tabindex: "-1",
    };
    const sheet = element("section", { ...properties, onkeydown: (event) => this.key(event, close) });
    const close = () => this.close(sheet, before);
    if (title) sheet.append(bar(title, iconButton(left, left === "back" ? "返回" : "关闭", close), right));
    sheet.append(body);
    this.stack.push(sheet);
    this.element.append(sheet);
    this.reach();
    (sheet.querySelector("[data-first]") ?? sheet).focus();
    return { element: sheet, close, retitle: (text) => retitle(sheet, text) };
  }

  close(sheet, before) {
    this.stack = this.stack.filter((other) => other !== sheet);
    sheet.remove();
    this.reach();
    before?.focus();
  }

  key(event, close) {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  }

  reach() {
    this.behind.inert = this.stack.length > 0;
    for (const sheet of this.stack) sheet.inert = sheet !== this.stack.at(-1);
  }
}

/** A labelled field of a form on a sheet. */
export function field(label, properties) {
  return element("label", { class: "field" }, element("span", {}, label), element("input", properties));
}

function retitle(sheet, text) {
  sheet.querySelector("h2").textContent = text;
  sheet.setAttribute("aria-label", text);
}

function bar(title, left, right) {
  return element("header", { class: "title-bar" }, left, element("h2", {}, title), right ?? element("span"));
}
