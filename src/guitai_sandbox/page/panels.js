/** The engineer's panels beside the phones: one open at a time, or none. */

import { element } from "./dom.js";
import { iconButton } from "./icons.js";
import { name, say, speak } from "./words.js";

/**
 * `panels` by name; each has an `element`, and may want to know when it is `opened` and `closed`.
 * The focus goes into the panel and back to its button, or to `fallback` where that is out of sight.
 */
export class Panels {
  constructor(buttons, place, panels, fallback) {
    this.place = place;
    this.fallback = fallback;
    this.panels = panels;
    this.buttons = Object.keys(panels).map((each) => this.button(each));
    buttons.append(...this.buttons);
    place.addEventListener("keydown", (event) => event.key === "Escape" && this.show(null));
  }

  button(each) {
    const properties = {
      type: "button",
      "aria-controls": "panel",
      "aria-pressed": "false",
      data: { panel: each },
    };
    return say(
      element("button", { ...properties, onclick: () => this.show(this.open === each ? null : each) }),
      each,
    );
  }

  show(wanted) {
    this.panels[this.open]?.closed?.();
    const before = this.buttons.find((button) => button.dataset.panel === this.open);
    this.open = wanted;
    for (const button of this.buttons)
      button.setAttribute("aria-pressed", String(button.dataset.panel === wanted));
    this.place.hidden = !wanted;
    if (!wanted) return (before?.checkVisibility() ? before : this.fallback).focus();
    this.place.dataset.panel = wanted;
    this.place.replaceChildren(this.head(wanted), this.panels[wanted].element);
    name(this.place, wanted);
    this.place.focus();
    this.panels[wanted].opened?.();
    speak(); // the language may have changed while it lay aside
  }

  head(wanted) {
    const close = name(
      iconButton("close", "", () => this.show(null)),
      "close",
    );
    return element("header", { class: "panel-head" }, say(element("h2"), wanted), close);
  }
}
