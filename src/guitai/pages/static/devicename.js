/** What a device is called until its owner calls it something else: by what the browser says of itself. */

import { copyOf } from "./dom.js";

const SYSTEMS = [
  ["iphone", /iPhone/],
  ["ipad", /iPad/],
  ["harmony", /HarmonyOS|OpenHarmony/],
  ["android", /Android/],
];

/** In the words of the page. */
export function deviceName() {
  const { userAgent } = navigator;
  const [system] = SYSTEMS.find(([, says]) => says.test(userAgent)) ?? ["computer"];
  const place = userAgent.includes("MicroMessenger") ? "wechat" : "browser";
  return copyOf("device-names").querySelector(`[data-on="${system} ${place}"]`).textContent;
}
