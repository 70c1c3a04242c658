/** A code by SMS: the button that sends one, and the minute until it may be asked for again. */

import { fill } from "./dom.js";
import { mark } from "./entries.js";
import { hear } from "./framed.js";

const WAIT_SECONDS = 60; // the bank sends none before

/** The part of a form that has a code; `send` has the bank send one. Its `data-code`: `new`, `waiting` or `again`. */
export class CodePart {
  constructor(form, send) {
    this.element = form.element.querySelector("[data-code]");
    this.field = form.element.elements.code;
    this.received = null;
    hear("code", ({ code }) => this.receive(String(code)));
    const button = this.element.querySelector("[data-send]");
    button.addEventListener("click", () => this.state === "waiting" || form.attempt(() => this.ask(send)));
  }

  get state() {
    return this.element.dataset.code;
  }

  set state(state) {
    this.element.dataset.code = state;
  }

  /** Have one sent; the next may be asked for in a minute. */
  async ask(send) {
    this.received = null;
    await send().catch((error) => this.notSent(error));
    this.enter(this.received ?? "");
    this.field.focus();
    this.wait();
  }

  /** One that was sent just now is to be entered, or waited for. */
  notSent(error) {
    if (error.code === "shield.code_just_sent") this.wait();
    throw error;
  }

  /** The phone has received one, perhaps before the bank's answer came. */
  receive(code) {
    this.received = code;
    if (this.state !== "new") this.enter(code);
  }

  /** What nobody has typed in can't be wrong yet. */
  enter(code) {
    this.field.value = code;
    mark(this.field, false);
  }

  /** What is asked for next needs another. */
  reset() {
    clearInterval(this.ticking);
    this.received = null;
    this.enter("");
    this.state = "new";
  }

  wait() {
    const until = Date.now() + WAIT_SECONDS * 1000;
    const tick = () => {
      const seconds = Math.ceil((until - Date.now()) / 1000);
      fill(this.element, { seconds });
      if (seconds > 0) return;
      clearInterval(this.ticking);
      this.state = "again";
    };
    clearInterval(this.ticking);
    this.state = "waiting";
    this.ticking = setInterval(tick, 1000);
    tick();
  }
}
