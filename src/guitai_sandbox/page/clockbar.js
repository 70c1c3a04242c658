/** The sandbox's clock, and the buttons that move it forward. */

import * as api from "./api.js";
import { element } from "./dom.js";
import { popup } from "./popup.js";
import { dateTime, parts, shortWeekday } from "./time.js";
import { attempt } from "./toast.js";
import { say } from "./words.js";

/** Shows the time; a move is over when everything due has run. */
export class ClockBar {
  constructor(place, clock, live) {
    this.place = place;
    this.clock = clock;
    this.face = element("time", { class: "clock-face" });
    place.append(this.face, ...this.buttons());
    clock.addEventListener("tick", () => this.draw());
    live.addEventListener("clock", ({ detail }) => clock.set(detail));
    live.addEventListener("reconnect", () => this.ask());
    this.ask();
  }

  async ask() {
    const now = await attempt(api.clock);
    if (now) this.clock.set(now);
  }

  draw() {
    const now = this.clock.now();
    const text = `${dateTime(now)} ${shortWeekday(now, document.documentElement.lang)}`;
    if (this.face.textContent !== text) this.face.textContent = text;
    this.face.dateTime = now.toISOString();
  }

  buttons() {
    const button = (key, onclick) =>
      say(element("button", { type: "button", onclick, data: { move: key } }), key);
    return [
      button("clock.hour", () => this.move({ advance: "PT1H" })),
      button("clock.day", () => this.move({ advance: "P1D" })),
      button("clock.month", () => this.move({ advance: "P1M" })),
      popup(button("clock.date"), this.dateForm()),
    ];
  }

  dateForm() {
    const at = element("input", { type: "datetime-local", name: "at", required: true });
    const label = element("label", {}, say(element("span"), "clock.at"), at);
    const form = element(
      "form",
      { class: "small-form" },
      label,
      say(element("button", { class: "solid" }), "clock.go"),
    );
    form.addEventListener("focusin", () => {
      const { year, month, day, hour, minute } = parts(this.clock.now());
      at.min = `${year}-${month}-${day}T${hour}:${minute}`;
      at.value ||= at.min;
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.move({ at: `${at.value}:00+08:00` });
      form.reset();
    });
    return form;
  }

  async move(move) {
    const pressed = document.activeElement;
    this.busy(true);
    const now = await attempt(() => api.moveClock(move));
    if (now) this.clock.set(now);
    this.busy(false);
    if (this.place.contains(pressed)) pressed.focus(); // a disabled button had lost it
  }

  busy(busy) {
    this.place.setAttribute("aria-busy", String(busy));
    for (const button of this.place.querySelectorAll("button")) button.disabled = busy;
  }
}
