/** WeChat's browser inside the chat: a bar, and the page of a link in a frame of its own. */

import { element } from "./dom.js";
import { Framed } from "./framed.js";
import { iconButton } from "./icons.js";
import { popup } from "./popup.js";
import { toast } from "./toast.js";

// The page may run and keep its keys, but never navigate the phone around it.
const ALLOWED = "allow-scripts allow-same-origin allow-forms allow-modals allow-downloads allow-popups";

/** Open a link over the chat. */
export function openPage(phone, url, title) {
  const host = new URL(url).host;
  const frame = element("iframe", {
    class: "page",
    src: url,
    title,
    name: `openid:${phone.openid}`, // by which WeChat's sign-in page, in the frame, knows whose phone it is in
    sandbox: ALLOWED,
    referrerpolicy: "no-referrer",
  });
  const page = element(
    "div",
    { class: "browser" },
    element("p", { class: "browser-host" }, `网页由 ${host} 提供`),
    element("span", { class: "browser-progress", role: "status", "aria-label": "正在打开" }),
    frame,
  );
  const loaded = () => page.classList.add("loaded");
  frame.addEventListener("load", loaded);
  const bar = { title: shorten(title, host), right: menu(phone, frame, url), kind: "of-page" };
  const { retitle, close } = phone.sheets.open(page, bar);
  new Framed(frame, { phone, retitle, close });
}

function menu(phone, frame, url) {
  const item = (label, onclick) => element("button", { type: "button", class: "menu-item", onclick }, label);
  const copied = () => toast("链接已复制", phone.screen);
  return popup(
    iconButton("more", "更多"),
    item("刷新", () => frame.setAttribute("src", url)),
    item("复制链接", () => navigator.clipboard.writeText(url).then(copied)),
    item("在浏览器打开", () => window.open(url, "_blank", "noreferrer")),
  );
}

function shorten(title, host) {
  return !title || title.startsWith("http") ? host : title;
}
