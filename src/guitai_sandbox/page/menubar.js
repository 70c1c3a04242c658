/** The account's menu under the chat: up to three buttons, whose choices pop up. */

import * as api from "./api.js";
import { element } from "./dom.js";
import { icon } from "./icons.js";
import { popup } from "./popup.js";
import { openScan } from "./scan.js";
import { attempt } from "./toast.js";

/** The menu as this user sees it; what a button does is the sandbox's part, a page opens here. */
export class MenuBar {
  constructor(phone) {
    this.phone = phone;
    this.names = new Map();
    this.element = element("div", { class: "menu-bar", role: "group", "aria-label": "公众号菜单" });
  }

  get empty() {
    return !this.names.size;
  }

  /** The bank may have changed it, or this user's tags. */
  async refresh() {
    const buttons = await attempt(() => api.menu(this.phone.openid), this.phone.screen);
    const drawn = JSON.stringify(buttons);
    if (!buttons || drawn === this.drawn) return;
    this.drawn = drawn;
    this.names = new Map(buttons.flatMap(withSubButtons).map((button) => [keyOf(button), button.name]));
    this.element.replaceChildren(...buttons.map((button) => this.button(button)));
  }

  /** What the button with this key is called; the key itself where it is gone. */
  nameOf(key) {
    return this.names.get(key) ?? key;
  }

  button(button) {
    const choices = subButtons(button);
    const properties = { type: "button", class: "menu-button", data: { key: keyOf(button) } };
    if (!choices.length)
      return element("button", { ...properties, onclick: () => this.press(button) }, button.name);
    const items = choices.map((choice) => this.item(choice));
    return popup(element("button", properties, icon("lines"), button.name), items);
  }

  item(choice) {
    const properties = { type: "button", class: "menu-item", data: { key: keyOf(choice) } };
    return element("button", { ...properties, onclick: () => this.press(choice) }, choice.name);
  }

  press(button) {
    const press = (more) => this.phone.send({ type: "menu", key: keyOf(button), ...more });
    if (button.type.startsWith("scancode_")) return openScan(this.phone, (scanned) => press({ scanned }));
    if (button.type === "view") this.phone.open(button.url, button.name);
    return press();
  }
}

function withSubButtons(button) {
  return [button, ...subButtons(button)];
}

function subButtons(button) {
  return button.sub_button ?? [];
}

/** What the bank hears: the key, or the address of a button that opens a page. */
function keyOf(button) {
  return button.key ?? button.url ?? button.pagepath ?? button.media_id ?? button.article_id ?? button.name;
}
