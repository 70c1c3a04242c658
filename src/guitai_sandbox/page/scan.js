/** Scanning: this phone has no camera to look through, so what the code holds is written. */

import { element } from "./dom.js";
import { field } from "./sheet.js";

/** A form for what a code holds; `scanned(text)` once it is sent. */
export function scanForm(hint, scanned) {
  const form = element("form", { class: "sheet-form scan" }, [
    field("二维码内容", {
      name: "code",
      required: true,
      maxlength: 64,
      placeholder: hint,
    }),
    element("button", { type: "submit", class: "solid wide" }, "扫一扫"),
  ]);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    scanned(new FormData(form).get("code"));
  });
  return form;
}

/** The same on a sheet of its own, for a button of the menu. */
export function openScan(phone, scanned) {
  const form = scanForm("https://…", (code) => {
    sheet.close();
    scanned(code);
  });
  form.elements.code.dataset.first = "";
  const sheet = phone.sheets.open(form, { title: "扫一扫" });
}
