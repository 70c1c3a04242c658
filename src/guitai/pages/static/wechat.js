/** What WeChat does for a page that is open in it: it closes it. Elsewhere there is no such button. */

/** Show `data-leave` buttons once WeChat is there, and let them lead back to the chat. */
export function listenForWeChat() {
  const ready = () => document.documentElement.classList.add("in-wechat");
  if (window.WeixinJSBridge) ready();
  else document.addEventListener("WeixinJSBridgeReady", ready, { once: true });
  document.addEventListener("click", ({ target }) => {
    if (target.closest("[data-leave]")) window.WeixinJSBridge?.call("closeWindow");
  });
}
