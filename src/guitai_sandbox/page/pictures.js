/** Pictures and videos: small in the chat, full size on touch. */

import { element } from "./dom.js";
import { icon, iconButton } from "./icons.js";

/** The thumbnail of a picture. */
export function pictureBubble({ url }, phone) {
  const image = element("img", { src: url, alt: "图片" });
  const properties = { type: "button", class: "thumbnail", "aria-label": "图片，点按看大图" };
  return element(
    "button",
    { ...properties, onclick: () => full(phone, "图片", element("img", { src: url, alt: "图片" })) },
    image,
  );
}

/** The first frame of a video, with its length. */
export function videoBubble({ url, seconds }, phone) {
  const frame = element("video", {
    src: url,
    preload: "metadata",
    muted: true,
    playsinline: true,
    tabindex: "-1",
  });
  const length = seconds ? clockLength(seconds) : "";
  const film = () => element("video", { src: url, controls: true, autoplay: true, playsinline: true });
  return element(
    "button",
    {
      type: "button",
      class: "thumbnail film",
      "aria-label": `视频 ${length}，点按播放`,
      onclick: () => full(phone, "视频", film()),
    },
    frame,
    element("span", { class: "film-play" }, icon("play")),
    element("span", { class: "film-length" }, length),
  );
}

function full(phone, label, picture) {
  const close = iconButton("close", "关闭", () => sheet.close(), { class: "viewer-close" });
  const sheet = phone.sheets.open(element("div", { class: "viewer", "aria-label": label }, close, picture));
  if (picture.tagName === "IMG") picture.addEventListener("click", () => sheet.close());
}

function clockLength(seconds) {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
