/** What is under the chat: the account's menu, the row one writes in, or the invitation to follow. */

import { Composer } from "./composer.js";
import { element } from "./dom.js";
import { iconButton } from "./icons.js";
import { MenuBar } from "./menubar.js";

/** Switches between menu and keyboard; an account without a menu has the keyboard only. */
export class Foot {
  constructor(phone) {
    this.menu = new MenuBar(phone);
    this.toMenu = iconButton("lines", "切换到菜单", () => this.show("menu"), {
      class: "switch",
      data: { action: "menu" },
    });
    this.toKeyboard = iconButton("keyboard", "切换到键盘", () => this.show("keyboard"), {
      class: "switch",
      data: { action: "keyboard" },
    });
    this.composer = new Composer(phone, this.toMenu);
    this.menuRow = element("div", { class: "row menu-row" }, this.toKeyboard, this.menu.element);
    this.invitation = invitation(phone);
    this.element = element("footer", { class: "foot" }, this.invitation, this.menuRow, this.composer.element);
    this.wanted = "menu";
    for (const part of this.element.children) part.hidden = true; // until the menu is known
  }

  /** The menu may have come, changed or gone; whoever does not follow can only do that. */
  async refresh(following) {
    this.following = following;
    if (following) await this.menu.refresh();
    this.draw();
  }

  show(wanted) {
    this.wanted = wanted;
    this.draw();
    (wanted === "keyboard" ? this.composer : this.toKeyboard).focus();
  }

  draw() {
    const menu = this.wanted === "menu" && !this.menu.empty;
    this.invitation.hidden = this.following;
    this.menuRow.hidden = !this.following || !menu;
    this.composer.element.hidden = !this.following || menu;
    this.toMenu.hidden = this.menu.empty;
    this.composer.grown();
  }
}

function invitation(phone) {
  const follow = element(
    "button",
    { type: "button", class: "solid", onclick: () => phone.follow() },
    "关注公众号",
  );
  return element(
    "div",
    { class: "invitation" },
    element("p", {}, `关注${phone.account}，在这里办理银行业务`),
    follow,
  );
}
