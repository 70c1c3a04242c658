/** A small panel that opens beside its button, and closes on Escape or a click elsewhere. */

import { element } from "./dom.js";

/** Wrap a button and what it opens; a plain button inside closes it again. */
export function popup(button, ...inside) {
  // A panel that can hold the focus keeps itself open where a click inside hits nothing (Safari: also a button).
  const panel = element("div", { class: "popup-panel", hidden: true, tabindex: "-1" }, inside);
  const wrapper = element("span", { class: "popup" }, button, panel);
  const show = (open) => {
    const inside = panel.contains(document.activeElement);
    panel.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    if (open) panel.querySelector("input, button")?.focus();
    else if (inside) button.focus();
  };
  show(false);
  button.addEventListener("click", () => show(panel.hidden));
  // Closed before the button inside does its work, which may want the focus for itself.
  panel.addEventListener(
    "click",
    (event) => event.target.closest("button[type=button]") && show(false),
    true,
  );
  panel.addEventListener("submit", () => show(false), true);
  wrapper.addEventListener("focusout", (event) => !wrapper.contains(event.relatedTarget) && show(false));
  wrapper.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || panel.hidden) return;
    event.stopPropagation();
    show(false);
  });
  return wrapper;
}
