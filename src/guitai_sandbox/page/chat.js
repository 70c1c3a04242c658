/** The list of messages: loads what is new, draws it, keeps its times true as the clock is moved. */

import * as api from "./api.js";
import { draw } from "./bubble.js";
import { element } from "./dom.js";
import { followEnd } from "./stick.js";
import { chatTime } from "./time.js";
import { reason, toast } from "./toast.js";

const TIME_AFTER_MS = 5 * 60_000; // WeChat writes the time anew after five quiet minutes
const BUSY_EVERY_MS = 600;
const RETRY_MS = 3000;
const FOLLOWING = new Set(["subscribe", "unsubscribe"]);

/** One user's conversation with the account. */
export class Chat {
  constructor(phone) {
    this.phone = phone;
    this.last = 0;
    this.lastAt = null;
    this.list = element("div", { class: "messages", "aria-busy": "true" });
    this.element = element(
      "div",
      {
        class: "chat",
        role: "log",
        "aria-live": "polite",
        "aria-label": `与${phone.account}的对话`,
        tabindex: "0",
      },
      this.list,
    );
    this.toEnd = followEnd(this.element, this.list);
  }

  /** Load what is newer than the last message, one call at a time; gives whether the bank is idle. */
  async load(wait) {
    if (this.loading) {
      this.again = true;
      return this.loading;
    }
    this.loading = this.loadOnce(wait);
    const idle = await this.loading;
    this.loading = null;
    if (this.again) {
      this.again = false;
      return this.load(0);
    }
    if (!idle && !wait) setTimeout(() => this.load(0), BUSY_EVERY_MS);
    return idle;
  }

  /** After the stream was cut: a sandbox that was started anew has another history, so begin again. */
  async catchUp() {
    const { messages } = await api.messages(this.phone.openid, Math.max(this.last - 1, 0), 0);
    if (this.last && messages[0]?.at !== this.lastAt) {
      this.list.replaceChildren();
      this.last = 0;
      this.lastAt = null;
    }
    await this.load(0);
  }

  async loadOnce(wait) {
    try {
      const { messages, idle } = await api.messages(this.phone.openid, this.last, wait);
      this.show(messages);
      this.element.dataset.idle = idle;
      return idle;
    } catch (error) {
      if (!(error instanceof api.ApiError)) throw error;
      toast(reason(error), this.phone.screen);
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      return true;
    }
  }

  show(messages) {
    const fresh = messages.filter(({ seq }) => seq > this.last);
    for (const message of fresh) {
      this.last = message.seq;
      this.list.append(...this.timeBefore(message), draw(message, this.phone));
    }
    this.list.setAttribute("aria-busy", "false");
    if (fresh.some(({ from }) => from === "user")) this.toEnd();
    if (fresh.some(({ from }) => from === "bank")) this.phone.refreshMenu();
    if (fresh.some(({ event }) => FOLLOWING.has(event))) this.phone.changed();
  }

  timeBefore({ at }) {
    const moment = new Date(at);
    const quiet = this.lastAt === null || moment - new Date(this.lastAt) > TIME_AFTER_MS;
    this.lastAt = at;
    const properties = { class: "grey", datetime: at };
    return quiet ? [element("time", properties, chatTime(moment, this.phone.clock.now()))] : [];
  }

  /** Yesterday is another day once the clock has moved. */
  tellTimes() {
    const now = this.phone.clock.now();
    for (const time of this.list.querySelectorAll("time")) {
      time.textContent = chatTime(new Date(time.dateTime), now);
    }
  }
}
