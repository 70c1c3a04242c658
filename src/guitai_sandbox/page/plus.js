/** The panel behind the plus: pictures, video, a place, files, links, recorded voice. */

import { element } from "./dom.js";
import { icon } from "./icons.js";
import { openPlaces } from "./places.js";
import { field } from "./sheet.js";

const FILES = [
  { kind: "image", label: "相册", look: "photo", accept: "image/*" },
  { kind: "video", label: "拍摄", look: "camera", accept: "video/*", capture: "environment" },
  { kind: "file", label: "文件", look: "file", accept: null },
  { kind: "voice", label: "语音文件", look: "microphone", accept: "audio/*" },
];

/** The panel of one phone. */
export function plusPanel(phone) {
  const [picture, film, file, voice] = FILES.map((each) => fileItem(phone, each));
  const place = item("位置", "pin", () => openPlaces(phone, (at) => phone.send({ type: "location", ...at })));
  const link = item("链接", "link", () => openLink(phone));
  const items = [picture, film, place, file, link, voice];
  return element("div", { class: "drawer plus", role: "group", "aria-label": "更多功能" }, items);
}

/** A hidden chooser of files, and the item that opens it. */
function fileItem(phone, { kind, label, look, accept, capture }) {
  const input = element("input", { type: "file", accept, capture, hidden: true, data: { kind } });
  input.addEventListener("change", () => {
    const [file] = input.files;
    if (file) phone.upload(kind, file);
    input.value = "";
  });
  return element(
    "span",
    { class: "plus-cell" },
    item(label, look, () => input.click()),
    input,
  );
}

function item(label, look, onclick) {
  const picture = element("span", { class: "plus-icon" }, icon(look));
  return element("button", { type: "button", class: "plus-item", onclick }, picture, label);
}

function openLink(phone) {
  const form = element("form", { class: "sheet-form" }, [
    field("标题", { name: "title", required: true, maxlength: 120, data: { first: "" } }),
    field("描述", { name: "description", maxlength: 240 }),
    field("网址", { name: "url", type: "url", required: true, placeholder: "https://" }),
    element("button", { type: "submit", class: "solid wide" }, "发送"),
  ]);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (await phone.send({ type: "link", ...Object.fromEntries(new FormData(form)) })) sheet.close();
  });
  const sheet = phone.sheets.open(form, { title: "发送链接" });
}
