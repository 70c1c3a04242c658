/** Pictures and documents of a card, as addresses of this page's memory that nobody else can open. */

import { fromBase64 } from "./bytes.js";
import { element } from "./dom.js";

const PICTURE = /^image\/(png|jpeg|webp|gif)$/;
// A document is only ever saved: as this type the browser would show it, any other it could run.
const SHOWN = "application/pdf";
const UNFIT = /[\\/:*?"<>|\u0000-\u001f]/g;
const addresses = [];

/** A picture with its title for whoever can't see it. */
export function picture({ title, type, data }) {
  return element("img", { src: address(data, PICTURE.test(type) ? type : "image/png"), alt: title });
}

/** Have a link save this file under its title. */
export function download(link, { title, type, data }) {
  link.href = address(data, type === SHOWN ? SHOWN : "application/octet-stream");
  link.download = title.replace(UNFIT, " ") + (type === SHOWN ? ".pdf" : "");
}

/** The files are gone: their addresses lead nowhere. */
export function released() {
  for (const url of addresses.splice(0)) URL.revokeObjectURL(url);
}

function address(data, type) {
  const url = URL.createObjectURL(new Blob([fromBase64(data)], { type }));
  addresses.push(url);
  return url;
}
