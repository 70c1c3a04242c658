/** Small square portraits: the bank's mark, and a user's first character on a colour of their own. */

import { element, svg } from "./dom.js";

const TONES = 6;

/** The portrait beside a bubble. */
export function avatar(from, { nickname, openid }) {
  return from === "user" ? userAvatar(nickname, openid) : bankAvatar();
}

export function bankAvatar() {
  return element(
    "span",
    { class: "avatar bank", "aria-hidden": "true" },
    svg(
      "svg",
      { viewBox: "0 0 40 40" },
      svg("circle", { class: "mark-moon", cx: 20, cy: 15.5, r: 6.5 }),
      svg("path", { class: "mark-wave", d: "M6 25.5c4.7-4 9.3-4 14 0s9.3 4 14 0" }),
      svg("path", { class: "mark-wave", d: "M6 31.5c4.7-4 9.3-4 14 0s9.3 4 14 0" }),
    ),
  );
}

export function userAvatar(nickname, openid) {
  const tone = [...openid].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % TONES;
  return element("span", { class: `avatar tone-${tone}`, "aria-hidden": "true" }, [...nickname].at(-1));
}
