/** The faces one can write: they travel as words in brackets, as WeChat's do, and are drawn here. */

import { svg } from "./dom.js";

const EYES = {
  open: "M8.3 8.8v1.7M15.7 8.8v1.7",
  glad: "M6.6 10.2q1.7-2.2 3.4 0M14 10.2q1.7-2.2 3.4 0",
  shut: "M6.6 9.6q1.7 1.8 3.4 0M14 9.6q1.7 1.8 3.4 0",
  cross: "M6.6 7.4 10 9M17.4 7.4 14 9M8.5 10.6v.6M15.5 10.6v.6",
};
const MOUTHS = {
  smile: "M7.6 14.2q4.4 4 8.8 0",
  flat: "M8.8 15.4h6.4",
  sad: "M8 16.4q4-3.2 8 0",
};
const OPEN_MOUTHS = {
  laugh: "M7 13.2h10q-.5 5-5 5t-5-5Z",
  round: "M12 13.6a1.9 2.2 0 1 1 0 4.4 1.9 2.2 0 0 1 0-4.4Z",
};
const FACES = {
  微笑: ["open", "smile"],
  愉快: ["glad", "smile"],
  呲牙: ["glad", "laugh"],
  惊讶: ["open", "round"],
  发呆: ["open", "flat"],
  难过: ["open", "sad"],
  大哭: ["shut", "laugh"],
  发怒: ["cross", "sad"],
  睡: ["shut", "round"],
  闭嘴: ["shut", "flat"],
};

/** What each is called, and what is written for it. */
export const FACE_NAMES = Object.keys(FACES);

/** Finds the faces in a text. */
export const FACE = new RegExp(`\\[(${FACE_NAMES.join("|")})\\]`);

/** Draw one by its name. */
export function face(name) {
  const [eyes, mouth] = FACES[name];
  const open = mouth in OPEN_MOUTHS;
  return svg(
    "svg",
    { class: "face", viewBox: "0 0 24 24", role: "img", "aria-label": `[${name}]` },
    svg("circle", { cx: 12, cy: 12, r: 10.6 }),
    svg("path", { d: EYES[eyes] }),
    svg("path", { class: open ? "open" : null, d: open ? OPEN_MOUTHS[mouth] : MOUTHS[mouth] }),
  );
}
