/** The phones on the desk: which users' are out, side by side, remembered in the address. */

import { element } from "./dom.js";
import { Phone } from "./phone.js";
import { say } from "./words.js";

// As in the styles: a phone held either way, or a window at 200 %.
const NARROW = matchMedia("(max-width: 699px), (max-width: 899px) and (max-height: 599px)");

/** Fires `change` when a phone is taken out or put away. */
export class Desk extends EventTarget {
  constructor(place, surroundings) {
    super();
    this.place = place;
    this.surroundings = surroundings;
    this.users = new Map();
    this.phones = new Map();
    this.none = say(element("p", { class: "no-phone" }), "phones.none");
    place.append(this.none);
    NARROW.addEventListener("change", () => this.fit());
    addEventListener("hashchange", () => this.fromAddress());
  }

  /** The users as the sandbox has them; the first time, the address's phones come out, or the first one. */
  update(users) {
    const first = !this.users.size;
    this.users = new Map(users.map((user) => [user.openid, user]));
    for (const [openid, phone] of [...this.phones]) {
      if (this.users.has(openid)) phone.update(this.users.get(openid));
      else this.putAway(openid);
    }
    if (!first) return;
    this.fromAddress();
    if (!this.phones.size && users.length) this.show(users[0].openid);
  }

  /** What the phones show may be from before. */
  async catchUp() {
    for (const phone of this.phones.values()) await phone.chat.catchUp();
  }

  isOut(openid) {
    return this.phones.has(openid);
  }

  toggle(openid) {
    if (this.isOut(openid)) this.putAway(openid);
    else this.show(openid);
  }

  /** In a narrow window there is room for one: the newest stays. */
  show(openid) {
    const user = this.users.get(openid);
    if (!user || this.isOut(openid)) return;
    const phone = new Phone(user, { ...this.surroundings, putAway: () => this.putAway(openid) });
    this.phones.set(openid, phone);
    this.place.append(phone.element);
    phone.element.scrollIntoView({ inline: "nearest", block: "nearest" });
    this.fit();
    this.changed();
  }

  putAway(openid) {
    this.phones.get(openid).end();
    this.phones.delete(openid);
    this.changed();
  }

  fit() {
    if (!NARROW.matches) return;
    for (const openid of [...this.phones.keys()].slice(0, -1)) this.putAway(openid);
  }

  fromAddress() {
    const wanted = location.hash.slice(1).split(",").filter(Boolean).map(decodeURIComponent);
    for (const openid of wanted) this.show(openid);
  }

  changed() {
    this.none.hidden = this.phones.size > 0;
    const address = [...this.phones.keys()].map(encodeURIComponent).join(",");
    history.replaceState(null, "", `#${address}`);
    this.dispatchEvent(new Event("change"));
  }
}
