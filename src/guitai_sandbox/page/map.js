/** A tile that looks like a map, drawn from the coordinates alone: no map server is asked. */

import { element, svg } from "./dom.js";

const WIDTH = 260;
const HEIGHT = 110;

/** A place that was sent: its name over a tile with a pin. */
export function placeBubble({ key: label, latitude, longitude }) {
  const [name, ...rest] = label.split(/\s+/);
  const coordinates = `${Number(latitude).toFixed(4)}, ${Number(longitude).toFixed(4)}`;
  return element(
    "div",
    { class: "bubble place" },
    element("span", { class: "place-name" }, name || "位置"),
    element("span", { class: "place-detail" }, rest.join(" ") || coordinates),
    tile(Number(latitude), Number(longitude)),
  );
}

/** The same place always gives the same streets. */
export function tile(latitude, longitude) {
  const random = numbers(Math.round(latitude * 1e4) * 31 + Math.round(longitude * 1e4));
  const streets = [...lines(random, 5, 1.6), ...lines(random, 3, 5)];
  return svg(
    "svg",
    {
      class: "map",
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      preserveAspectRatio: "xMidYMid slice",
      role: "img",
      "aria-label": "地图示意",
    },
    svg("rect", { class: "map-land", width: WIDTH, height: HEIGHT }),
    park(random),
    river(random),
    streets.map(({ d, width }) => svg("path", { class: "map-edge", d, "stroke-width": width + 1.6 })),
    streets.map(({ d, width }) => svg("path", { class: "map-street", d, "stroke-width": width })),
    pin(),
  );
}

function lines(random, count, width) {
  return Array.from({ length: count }, (_, index) => {
    const flat = index % 2 === 0;
    const [from, to] = [random(), random() * 0.5 + random() * 0.5];
    const d = flat
      ? `M-5 ${from * HEIGHT}L${WIDTH + 5} ${(from * 0.7 + to * 0.3) * HEIGHT}`
      : `M${from * WIDTH} -5L${(from * 0.7 + to * 0.3) * WIDTH} ${HEIGHT + 5}`;
    return { d, width };
  });
}

function river(random) {
  const [from, bend, to] = [random(), random(), random()].map((part) => part * HEIGHT);
  const d = `M-10 ${from}C${WIDTH * 0.3} ${bend},${WIDTH * 0.6} ${to},${WIDTH + 10} ${(from + bend) / 2}`;
  return svg("path", { class: "map-river", d, "stroke-width": 10 + random() * 10 });
}

function park(random) {
  const place = { x: random() * WIDTH * 0.7, y: random() * HEIGHT * 0.6 };
  return svg("rect", {
    class: "map-park",
    ...place,
    width: 40 + random() * 50,
    height: 24 + random() * 30,
    rx: 6,
  });
}

function pin() {
  const [x, y] = [WIDTH / 2, HEIGHT / 2];
  const drop = `M${x} ${y}c-4-8-11-12-11-20a11 11 0 0 1 22 0c0 8-7 12-11 20Z`;
  return svg(
    "g",
    { class: "map-pin" },
    svg("path", { d: drop }),
    svg("circle", { cx: x, cy: y - 20.5, r: 4 }),
  );
}

/** Numbers from 0 to 1 that depend on the seed only: a linear congruential generator. */
function numbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
