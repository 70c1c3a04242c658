/** Words in a bubble, with links and tappable choices standing where they were said. */

import { element, safeUrl } from "./dom.js";
import { FACE, face } from "./faces.js";

const BARE_URL = /https?:\/\/[^\s<>"'，。；！？、（）【】《》“”]+/g;

/** The nodes of a text; `tap(option)` and `open(url, title)` are what a touch does. */
export function richText({ content = "", options = [], links = [] }, { tap, open }) {
  const touchable = [
    ...marks(content, options, (option) => choice(option, tap), findChoice),
    ...marks(content, links, (link) => anchor(link.text, link.url, open), findLink),
  ];
  const nodes = [];
  let end = 0;
  const after = []; // what is not in the text to the letter still has to be within reach
  for (const mark of touchable.sort((one, other) => one.start - other.start)) {
    if (mark.start < end) {
      after.push("\n", mark.node);
      continue;
    }
    nodes.push(...withUrls(content.slice(end, mark.start), open), mark.node);
    end = mark.end;
  }
  return [...nodes, ...withUrls(content.slice(end), open), ...after];
}

/** A choice of the bank's: its label is what is read, its text is what a touch says. */
export function choice(option, tap) {
  return element(
    "button",
    {
      type: "button",
      class: "link choice",
      data: { option: option.option },
      onclick: () => tap(option.option),
    },
    option.label ?? option.text,
  );
}

/** Where each of `things` stands in the text, one after the other; -1 where it does not. */
function marks(content, things, draw, find) {
  let from = 0;
  return things.map((thing) => {
    const { start, end } = find(content, thing.label ?? thing.text, from);
    if (start >= 0) from = end;
    return { start, end, node: draw(start < 0 ? thing : { ...thing, label: content.slice(start, end) }) };
  });
}

/** A choice mostly stands on a line of its own; its word may occur in the sentence before. */
function findChoice(content, text, from) {
  const label = text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const line = new RegExp(`^[ \\t]*(?:[（(]?\\d{1,2}[)）.、．:： ]+)?${label}`, "gm");
  line.lastIndex = from;
  const found = line.exec(content);
  return found ? { start: found.index, end: found.index + found[0].length } : findLink(content, text, from);
}

function findLink(content, text, from) {
  const start = text ? content.indexOf(text, from) : -1;
  return { start, end: start + text.length };
}

function withUrls(text, open) {
  const nodes = [];
  let end = 0;
  for (const found of text.matchAll(BARE_URL)) {
    nodes.push(...withFaces(text.slice(end, found.index)), anchor(found[0], found[0], open));
    end = found.index + found[0].length;
  }
  return [...nodes, ...withFaces(text.slice(end))];
}

/** Split by what a bracket may name, every second piece is such a name. */
function withFaces(text) {
  return text.split(FACE).map((piece, index) => (index % 2 ? face(piece) : piece));
}

function anchor(text, url, open) {
  const address = safeUrl(url);
  if (!address) return text;
  const touched = (event) => {
    event.preventDefault();
    open(address, text);
  };
  return element("a", { class: "link", href: address, onclick: touched }, text);
}
