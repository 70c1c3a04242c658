/** What WeChat does for a page that is open in it, and a frame for one that it shows: it closes it. */

import { framed, tell } from "./framed.js";

/** Let `data-leave` buttons lead back to the chat where the page can be closed; elsewhere it says how one goes back. */
export function listenForWeChat() {
  const ready = () => document.documentElement.classList.add("can-close");
  if (window.WeixinJSBridge || framed) ready();
  else document.addEventListener("WeixinJSBridgeReady", ready, { once: true });
  document.addEventListener("click", ({ target }) => target.closest("[data-leave]") && leave());
}

function leave() {
  if (window.WeixinJSBridge) window.WeixinJSBridge.call("closeWindow");
  else tell({ guitai: "leave" });
}
