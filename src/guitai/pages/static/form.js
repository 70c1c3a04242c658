/** A form: sent once at a time, and what the bank says to it stands beside its button. */

import { Refused, Unreachable } from "./bank.js";
import { mark } from "./entries.js";

// These are about the page and not about an entry.
const OF_THE_PAGE = ["shield.visit_over", "shield.no_device", "shield.order_over"];
// To be entered again, by what the bank said: the first of these that the form has.
const AGAIN = {
  "shield.wrong_code": ["code"],
  "shield.wrong_pin": ["pin_now", "pin"],
  "shield.weak_pin": ["pin"],
  "shield.frozen": ["pin"],
};

/** Sends by `send`; what ends the page goes to `failed`. */
export class Form {
  constructor(element, { send, failed }) {
    this.element = element;
    this.failed = failed;
    this.said = element.querySelector("[data-said]");
    this.done = element.querySelector("[data-done]");
    element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.attempt(send);
    });
    element.addEventListener("input", ({ target }) => {
      if (target.getAttribute("aria-invalid") === "true") mark(target, false);
    });
  }

  /** Do this for the customer, unless something is being done already. */
  async attempt(work) {
    if (this.busy) return;
    this.busy = true;
    this.element.setAttribute("aria-busy", "true");
    this.say("");
    try {
      await work();
    } catch (error) {
      this.refused(error);
    } finally {
      this.busy = false;
      this.element.setAttribute("aria-busy", "false");
    }
  }

  refused(error) {
    if (error instanceof Unreachable) this.say(this.said.dataset.unreachable);
    else if (error instanceof Refused && !OF_THE_PAGE.includes(error.code)) this.answer(error);
    else this.failed(error);
  }

  answer({ code, message }) {
    this.say(message);
    const { elements } = this.element;
    const field = AGAIN[code]?.map((name) => elements[name]).find(Boolean);
    if (!field) return;
    field.value = "";
    if (field.name === "pin" && elements.pin_again) elements.pin_again.value = "";
    field.focus();
  }

  /** What was asked for is done, and the form stays. */
  succeeded() {
    this.done.hidden = false;
  }

  /** Say it beside the button; screen readers say it too. */
  say(text) {
    this.said.textContent = text;
    if (this.done) this.done.hidden = true;
  }
}

/** Show the parts of a form that belong to this stage, and no others. */
export function stage(form, name) {
  form.dataset.stage = name;
  for (const part of form.querySelectorAll("[data-part]"))
    part.hidden = !part.dataset.part.split(" ").includes(name);
}
