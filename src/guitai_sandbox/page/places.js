/** The picker of a place: a few in Shanghai, or any coordinates. */

import { element } from "./dom.js";
import { tile } from "./map.js";
import { field } from "./sheet.js";

const PLACES = [
  { label: "陆家嘴\n上海市浦东新区陆家嘴环路", latitude: 31.2397, longitude: 121.4998 },
  { label: "人民广场\n上海市黄浦区人民大道", latitude: 31.2304, longitude: 121.4737 },
  { label: "徐家汇\n上海市徐汇区虹桥路", latitude: 31.1955, longitude: 121.4368 },
  { label: "五角场\n上海市杨浦区淞沪路", latitude: 31.2989, longitude: 121.5145 },
  { label: "上海虹桥站\n上海市闵行区申贵路", latitude: 31.1944, longitude: 121.3203 },
  { label: "张江高科\n上海市浦东新区祖冲之路", latitude: 31.2021, longitude: 121.5908 },
];

/** Ask for a place; `chosen({latitude, longitude, label})` once it is sent. */
export function openPlaces(phone, chosen) {
  let place = PLACES[0];
  const map = element("div", { class: "places-map" });
  const form = ownPlace((own) => show(own, null));
  const rows = PLACES.map((each) => row(each, () => show(each, each)));
  const show = (next, listed) => {
    place = next;
    map.replaceChildren(tile(place.latitude, place.longitude));
    rows.forEach((each, index) => each.setAttribute("aria-pressed", String(PLACES[index] === listed)));
  };
  const send = () => {
    sheet.close();
    chosen({ ...place, label: place.label.replace("\n", " "), scale: 16 });
  };
  const right = element("button", { type: "button", class: "solid", onclick: send }, "发送");
  show(place, place);
  const body = element("div", { class: "places" }, map, element("div", { class: "places-list" }, rows, form));
  const sheet = phone.sheets.open(body, { title: "位置", right });
}

function row({ label, latitude, longitude }, onclick) {
  const [name, address] = label.split("\n");
  return element(
    "button",
    { type: "button", class: "place-row", onclick, data: { latitude, longitude } },
    element("span", {}, name),
    element("small", {}, address),
  );
}

function ownPlace(moved) {
  const form = element("form", { class: "own-place", "aria-label": "其他位置" }, [
    field("名称", { name: "label", placeholder: "其他位置" }),
    field("纬度", {
      name: "latitude",
      type: "number",
      step: "any",
      min: -90,
      max: 90,
      placeholder: "31.2304",
    }),
    field("经度", {
      name: "longitude",
      type: "number",
      step: "any",
      min: -180,
      max: 180,
      placeholder: "121.4737",
    }),
  ]);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    const { label, latitude, longitude } = Object.fromEntries(new FormData(form));
    if (!latitude || !longitude || !form.checkValidity()) return;
    moved({ label: label || "其他位置", latitude: Number(latitude), longitude: Number(longitude) });
  });
  return form;
}
