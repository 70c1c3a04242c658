/** The text messages a mobile number has received: the codes that the bank's pages ask for. */

import * as api from "./api.js";
import { element } from "./dom.js";
import { dateTime } from "./time.js";
import { attempt } from "./toast.js";
import { say } from "./words.js";

/** One number's, or everybody's; the newest message first. */
export class SmsPanel {
  constructor() {
    this.mobile = element("input", {
      name: "mobile",
      type: "tel",
      autocomplete: "off",
      placeholder: "13800000000",
    });
    this.list = element("ul", { class: "sms-list", "aria-live": "polite" });
    const label = element("label", {}, say(element("span"), "sms.mobile"), this.mobile);
    const form = element(
      "form",
      { class: "small-form" },
      label,
      say(element("button", { class: "solid" }), "sms.read"),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.read();
    });
    this.element = element("div", { class: "sms" }, form, this.list);
  }

  opened() {
    this.read();
  }

  async read() {
    const texts = await attempt(() => api.texts(this.mobile.value.trim()));
    if (!texts) return;
    const rows = texts
      .toReversed()
      .map(({ at, text }) =>
        element("li", {}, element("time", { datetime: at }, dateTime(new Date(at))), text),
      );
    this.list.replaceChildren(...(rows.length ? rows : [say(element("li"), "sms.none")]));
  }
}
