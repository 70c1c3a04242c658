/** One phone: status bar, the chat with the account, and what slides over it. */

import * as api from "./api.js";
import { openPage } from "./browser.js";
import { Chat } from "./chat.js";
import { element } from "./dom.js";
import { Foot } from "./foot.js";
import { iconButton, icon } from "./icons.js";
import { openProfile } from "./profile.js";
import { Sheets } from "./sheet.js";
import { dayOf, hourMinute } from "./time.js";
import { attempt } from "./toast.js";
import { say } from "./words.js";

/** The phone of one user. What bubbles and panels need of it they take as `phone`. */
export class Phone {
  constructor(user, { account, clock, live, putAway, changed }) {
    Object.assign(this, { user, account, clock, live, putAway, changed });
    this.screen = element("div", { class: "screen" });
    this.time = element("time", { class: "status-time" });
    this.chat = new Chat(this);
    this.foot = new Foot(this);
    this.behind = element("div", { class: "behind" }, this.titleBar(), this.chat.element, this.foot.element);
    this.sheets = new Sheets(this.behind);
    this.screen.append(
      statusBar(this.time),
      this.behind,
      this.sheets.element,
      element("span", { class: "home" }),
    );
    this.element = this.frame();
    this.ticked = () => this.tick();
    clock.addEventListener("tick", this.ticked);
    this.tick();
    this.update(user);
    this.unwatch = live.watch(user.openid, (wait) => this.chat.load(wait));
  }

  get openid() {
    return this.user.openid;
  }

  get nickname() {
    return this.user.nickname;
  }

  /** Whose phone it is to the bank, where the nickname does not say it. */
  get customer() {
    const { customer, openid, nickname } = this.user;
    if (!customer) return openid;
    return customer === nickname ? "" : customer;
  }

  /** The phone leaves the desk: nothing is asked for it any more. */
  end() {
    this.unwatch();
    this.clock.removeEventListener("tick", this.ticked);
    this.element.remove();
  }

  update(user) {
    this.user = user;
    say(this.followButton, user.following ? "phone.unfollow" : "phone.follow");
    this.foot.refresh(user.following);
  }

  refreshMenu() {
    this.foot.refresh(this.user.following);
  }

  buttonName = (key) => this.foot.menu.nameOf(key);
  open = (url, title) => openPage(this, url, title);
  tap = (seq, option) => this.attempt(() => api.tap(this.openid, seq, option));

  send(message) {
    return this.attempt(() => api.send(this.openid, message));
  }

  upload(type, file, name) {
    return this.attempt(() => api.upload(this.openid, type, file, name));
  }

  follow(scene) {
    return this.attempt(() => api.follow(this.openid, scene));
  }

  unfollow() {
    return this.attempt(() => api.unfollow(this.openid));
  }

  attempt(work) {
    return attempt(work, this.screen);
  }

  tick() {
    const now = this.clock.now();
    const day = dayOf(now);
    this.time.textContent = hourMinute(now);
    if (this.day !== undefined && day !== this.day) this.chat.tellTimes();
    this.day = day;
  }

  titleBar() {
    return element(
      "header",
      { class: "title-bar" },
      iconButton("back", "返回，收起这部手机", () => this.putAway()),
      element("h2", {}, this.account),
      iconButton("more", "公众号资料", () => openProfile(this)),
    );
  }

  frame() {
    this.followButton = element("button", {
      type: "button",
      onclick: () => (this.user.following ? this.unfollow() : this.follow()),
    });
    const away = say(element("button", { type: "button", onclick: () => this.putAway() }), "phone.close");
    const who = element("strong", {}, this.nickname);
    const caption = element(
      "header",
      { class: "caption" },
      who,
      element("small", {}, this.customer),
      this.followButton,
      away,
    );
    const device = element("div", { class: "device", lang: "zh-CN" }, this.screen);
    const properties = {
      class: "phone",
      "aria-label": `${this.nickname}的手机`,
      data: { openid: this.openid },
    };
    return element("section", properties, caption, device);
  }
}

function statusBar(time) {
  const signs = element("span", { class: "status-signs" }, icon("signal"), icon("wifi"), icon("battery"));
  return element(
    "div",
    { class: "status-bar", "aria-hidden": "true" },
    time,
    element("span", { class: "island" }),
    signs,
  );
}
