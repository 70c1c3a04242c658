/** The users at the top: take a phone out, put it away, add somebody new. */

import * as api from "./api.js";
import { userAvatar } from "./avatar.js";
import { element } from "./dom.js";
import { icon } from "./icons.js";
import { popup } from "./popup.js";
import { attempt } from "./toast.js";
import { name, say } from "./words.js";

/** A button a user; a dot marks what arrived on a phone that is put away. */
export class People {
  constructor(place, { desk, live, changed }) {
    Object.assign(this, { desk, changed });
    this.list = element("div", { class: "people-list" });
    place.append(this.list, this.newUser());
    desk.addEventListener("change", () => this.mark());
    live.addEventListener("message", ({ detail }) => this.arrived(detail));
  }

  draw(users) {
    const drawn = JSON.stringify(users);
    if (drawn === this.drawn) return; // drawing anew would take the focus away
    this.drawn = drawn;
    this.list.replaceChildren(...users.map((user) => this.person(user)));
    this.mark();
  }

  person(user) {
    const { openid, nickname, following } = user;
    const stranger = following ? null : say(element("small"), "people.stranger");
    return element(
      "button",
      {
        type: "button",
        class: "person",
        data: { openid },
        title: openid,
        onclick: () => this.desk.toggle(openid),
      },
      userAvatar(nickname, openid),
      element("span", {}, nickname),
      stranger,
      say(element("span", { class: "spoken news", hidden: true }), "people.unread"),
    );
  }

  mark() {
    for (const button of this.list.children) {
      const out = this.desk.isOut(button.dataset.openid);
      button.setAttribute("aria-pressed", String(out));
      if (out) unread(button, false);
    }
  }

  arrived(openid) {
    const button = [...this.list.children].find((each) => each.dataset.openid === openid);
    if (!button) this.changed();
    else if (!this.desk.isOut(openid)) unread(button, true);
  }

  newUser() {
    const nickname = element("input", {
      name: "nickname",
      required: true,
      maxlength: 32,
      autocomplete: "off",
    });
    const label = element("label", {}, say(element("span"), "people.nickname"), nickname);
    const form = element(
      "form",
      { class: "small-form" },
      label,
      say(element("button", { class: "solid" }), "people.create"),
    );
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const user = await attempt(() => api.addUser(nickname.value));
      if (!user) return;
      form.reset();
      await this.changed();
      this.desk.show(user.openid);
    });
    const words = say(element("span"), "people.add");
    return popup(
      name(element("button", { type: "button", id: "new-user" }, icon("plus"), words), "people.add"),
      form,
    );
  }
}

/** The dot is for the eye, the word for the ear. */
function unread(button, is) {
  button.classList.toggle("unread", is);
  button.querySelector(".news").hidden = !is;
}
