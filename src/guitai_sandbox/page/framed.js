/** What the bank's page in the frame tells the phone, and what the phone fills in there (docs/shield.md §9). */

import * as api from "./api.js";
import { attempt } from "./toast.js";

const CODE = /(?<!\d)\d{6}(?!\d)/;

/** Talks with the page that `frame` was made for, and with no other, until the frame is gone. */
export class Framed {
  constructor(frame, { phone, retitle, close }) {
    Object.assign(this, { frame, phone, retitle, close });
    this.origin = new URL(frame.src).origin;
    this.gone = new AbortController();
    this.listen(window, "message", (event) => this.heard(event));
    this.listen(phone.live, "sms", (event) => this.received(event.detail));
  }

  /** A phone that is put away takes the frame with it, so whoever hears nothing more for it stops listening. */
  listen(target, name, heard) {
    const unlessGone = (event) => (this.frame.isConnected ? heard(event) : this.gone.abort());
    target.addEventListener(name, unlessGone, { signal: this.gone.signal });
  }

  async heard({ source, origin, data }) {
    if (source !== this.frame.contentWindow || origin !== this.origin) return;
    this.talks = true;
    if (data?.guitai === "title" && data.title) this.retitle(String(data.title));
    if (data?.guitai === "leave") this.close();
    if (data?.guitai !== "binding") return;
    const details = await this.details();
    if (details) this.tell({ guitai: "binding", ...details });
  }

  /** As a phone offers the code of a message that has just come. */
  async received({ mobile, text }) {
    const code = CODE.exec(text)?.[0];
    if (!code || !this.talks) return; // a page that says nothing expects nothing
    const details = await this.details();
    if (details?.mobile === mobile) this.tell({ guitai: "code", code });
  }

  /** What the user would type in at this page; null where it is not the bank's, or nothing is known. */
  async details() {
    this.known ??= attempt(() => api.details(this.phone.openid), this.phone.screen);
    const { bank, ...details } = (await this.known) ?? {};
    return bank === this.origin ? details : null;
  }

  tell(message) {
    this.frame.contentWindow?.postMessage(message, this.origin);
  }
}
