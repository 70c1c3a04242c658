/** The page's own icons: strokes on a 24 by 24 grid, hidden from screen readers. */

import { element, svg } from "./dom.js";

const STROKES = {
  back: ["M15 4.5 7.5 12l7.5 7.5"],
  forward: ["m9 5 7 7-7 7"],
  close: ["m5 5 14 14", "M19 5 5 19"],
  plus: ["M12 5v14", "M5 12h14"],
  keyboard: [
    "M4.5 5.5h15a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-15a2 2 0 0 1-2-2v-9a2 2 0 0 1 2-2Z",
    "M6.5 9.3h.01M10.2 9.3h.01M13.8 9.3h.01M17.5 9.3h.01",
    "M6.5 12.4h.01M10.2 12.4h.01M13.8 12.4h.01M17.5 12.4h.01",
    "M8.5 15.6h7",
  ],
  lines: ["M5 7.5h14", "M5 12h14", "M5 16.5h14"],
  voice: [
    "M12 2.2a9.8 9.8 0 1 1 0 19.6 9.8 9.8 0 0 1 0-19.6Z",
    "M9 12.9a1.3 1.3 0 0 0 0-1.8",
    "M11.5 15a4.2 4.2 0 0 0 0-6",
    "M14 17.1a7.2 7.2 0 0 0 0-10.2",
  ],
  smile: [
    "M12 2.2a9.8 9.8 0 1 1 0 19.6 9.8 9.8 0 0 1 0-19.6Z",
    "M7.6 13.6a4.7 4.7 0 0 0 8.8 0Z",
    "M8.7 9.2v.6",
    "M15.3 9.2v.6",
  ],
  add: ["M12 2.2a9.8 9.8 0 1 1 0 19.6 9.8 9.8 0 0 1 0-19.6Z", "M12 7.4v9.2", "M7.4 12h9.2"],
  photo: ["M4 5h16v14H4Z", "m4.5 16.5 4.7-5 4 4.2 2.6-2.4 3.7 3.2", "M15.4 8.9h.01"],
  camera: [
    "M3.5 7.5h3.6l1.6-2.3h6.6l1.6 2.3h3.6v11.3h-17Z",
    "M12 9.6a3.4 3.4 0 1 1 0 6.8 3.4 3.4 0 0 1 0-6.8Z",
  ],
  pin: [
    "M12 21s-6.6-6.2-6.6-11.2a6.6 6.6 0 1 1 13.2 0C18.6 14.8 12 21 12 21Z",
    "M12 7.4a2.4 2.4 0 1 1 0 4.8 2.4 2.4 0 0 1 0-4.8Z",
  ],
  file: ["M6 3h8l4.5 4.5V21H6Z", "M13.7 3.2v4.6h4.6", "M9 12.5h6M9 16h6"],
  link: [
    "M10 14a3.6 3.6 0 0 0 5.2 0l3.3-3.3a3.7 3.7 0 1 0-5.2-5.2L12 6.8",
    "M14 10a3.6 3.6 0 0 0-5.2 0l-3.3 3.3a3.7 3.7 0 1 0 5.2 5.2l1.3-1.3",
  ],
  microphone: [
    "M12 3a2.8 2.8 0 0 1 2.8 2.8v5.4a2.8 2.8 0 0 1-5.6 0V5.8A2.8 2.8 0 0 1 12 3Z",
    "M6 11.2a6 6 0 0 0 12 0",
    "M12 17.4V21",
    "M8.8 21h6.4",
  ],
  wave: [
    "M8 13.6a2.2 2.2 0 0 0 0-3.2",
    "M11.3 16.6a6.4 6.4 0 0 0 0-9.2",
    "M14.6 19.6a10.7 10.7 0 0 0 0-15.2",
  ],
  inward: ["M19 12H5", "m11 6-6 6 6 6"],
  outward: ["M5 12h14", "m13 6 6 6-6 6"],
  tools: [
    "M4 8h9M17 8h3M4 16h3M11 16h9",
    "M15 5.8a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4Z",
    "M9 13.8a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4Z",
  ],
};

const SHAPES = {
  more: [
    "M4.5 10.3a1.7 1.7 0 1 1 0 3.4 1.7 1.7 0 0 1 0-3.4Z",
    "M12 10.3a1.7 1.7 0 1 1 0 3.4 1.7 1.7 0 0 1 0-3.4Z",
    "M19.5 10.3a1.7 1.7 0 1 1 0 3.4 1.7 1.7 0 0 1 0-3.4Z",
  ],
  play: ["M8.5 5.6v12.8L19 12Z"],
  signal: ["M2 14.5h3.4V19H2Z", "M7.2 11.5h3.4V19H7.2Z", "M12.4 8.3h3.4V19h-3.4Z", "M17.6 5H21v14h-3.4Z"],
  wifi: [
    "M12 5.2c3.9 0 7.4 1.5 10 4l-2.3 2.4a11.1 11.1 0 0 0-15.4 0L2 9.2a14.4 14.4 0 0 1 10-4Z",
    "M12 10.9c2.3 0 4.4.9 6 2.4l-2.3 2.4a5.4 5.4 0 0 0-7.4 0L6 13.3a8.7 8.7 0 0 1 6-2.4Z",
    "M12 16.2c.9 0 1.7.3 2.3.9L12 19.4l-2.3-2.3c.6-.6 1.4-.9 2.3-.9Z",
  ],
  battery: ["M1.5 7.5h18v9h-18Z", "M20.5 10.4h1.6v3.2h-1.6Z"],
};

/** One icon by its name. */
export function icon(name) {
  const kind = name in SHAPES ? "icon shape" : "icon";
  const paths = (STROKES[name] ?? SHAPES[name]).map((d) => svg("path", { d }));
  return svg("svg", { class: kind, viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" }, paths);
}

/** A button that is only an icon: its label is for screen readers and the tooltip. */
export function iconButton(name, label, onclick, properties = {}) {
  const kind = `icon-button ${properties.class ?? ""}`.trim();
  return element(
    "button",
    { type: "button", "aria-label": label, title: label, onclick, ...properties, class: kind },
    icon(name),
  );
}
