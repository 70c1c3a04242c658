/** The sticker and the faces that the phone has at hand. */

import { element, svg } from "./dom.js";
import { FACE_NAMES, face } from "./faces.js";

/** A waving coin: WeChat tells the bank only that it was a sticker, not which. */
export function sticker() {
  return svg(
    "svg",
    { class: "sticker", viewBox: "0 0 120 120", role: "img", "aria-label": "表情：挥手的金币" },
    svg("path", {
      class: "sticker-limb",
      d: "M26 68C14 62 10 50 14 38M94 66c10 4 12 14 8 22M48 98v12M72 98v12",
    }),
    svg("circle", { class: "sticker-coin", cx: 60, cy: 62, r: 38 }),
    svg("circle", { class: "sticker-rim", cx: 60, cy: 62, r: 30 }),
    svg("path", { class: "sticker-face", d: "M47 56v5M73 56v5M49 70c5 9 17 9 22 0" }),
    svg("path", { class: "sticker-cheek", d: "M40 68h6M74 68h6" }),
    svg("path", { class: "sticker-spark", d: "M8 22v10M3 27h10M104 14v12M98 20h12" }),
  );
}

/** The panel under the text field: touch the sticker to send it, a face to write it. */
export function stickerPanel(composer) {
  const send = () => composer.sendSticker();
  const writing = FACE_NAMES.map((name) => {
    const write = () => composer.write(`[${name}]`);
    return element(
      "button",
      { type: "button", class: "face-choice", title: name, onclick: write },
      face(name),
    );
  });
  return element(
    "div",
    { class: "drawer stickers", role: "group", "aria-label": "表情" },
    element("div", { class: "faces" }, writing),
    element(
      "button",
      { type: "button", class: "sticker-choice", "aria-label": "发送表情：挥手的金币", onclick: send },
      sticker(),
    ),
  );
}
