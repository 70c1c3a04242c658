/** A short word over the phone or the page that goes by itself, as WeChat says what went wrong. */

import { ApiError } from "./api.js";
import { element } from "./dom.js";
import { word } from "./words.js";

const SHOWN_MS = 2600;

/** Say `text` over `host`, and to screen readers. */
export function toast(text, host = document.body) {
  host.querySelector(":scope > .toast")?.remove();
  const box = element("div", { class: "toast", role: "alert" }, text);
  host.append(box);
  setTimeout(() => box.remove(), SHOWN_MS);
}

/** Do `work`; what the sandbox refuses is said over `host`, and the answer is then undefined. */
export async function attempt(work, host) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    toast(reason(error), host);
    return undefined;
  }
}

/** Why not, in words for the person; what has none is told as the sandbox tells it. */
export function reason(error) {
  return word(`error.${error.code}`) ?? error.message;
}
