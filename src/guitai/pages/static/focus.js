/** A calm cover over what is on the screen, whenever nobody can be sure who looks at it. */

import { putAway, show } from "./screens.js";

/** Cover the screen each time the page is left, until a tap; gives the function that ends it. */
export function coverWhenLeft() {
  const ended = new AbortController();
  let putBack = null;
  const uncover = () => {
    putBack?.();
    putBack = null;
  };
  const cover = () => {
    if (putBack || ended.signal.aborted) return;
    putBack = putAway();
    show("cover").querySelector("[data-continue]").addEventListener("click", uncover);
  };
  const listen = (target, name, left) => target.addEventListener(name, left, { signal: ended.signal });
  listen(window, "blur", () => typing() || cover());
  listen(window, "pagehide", cover);
  listen(document, "freeze", cover);
  listen(document, "visibilitychange", () => document.hidden && cover());
  listen(window, "focus", () => putBack && document.querySelector("[data-continue]").focus());
  if (document.hidden) cover();
  return () => {
    ended.abort();
    putBack = null;
  };
}

/** A keyboard that some phones bring for passwords takes the window's focus, and would be covered each time. */
function typing() {
  return document.activeElement instanceof HTMLInputElement;
}
