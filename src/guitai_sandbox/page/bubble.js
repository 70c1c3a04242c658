/** One message of the chat: its shape by what it is, its side by who said it. */

import { avatar } from "./avatar.js";
import { fileCard, linkCard, newsCard, templateCard } from "./cards.js";
import { element, spoken } from "./dom.js";
import { happened } from "./happened.js";
import { placeBubble } from "./map.js";
import { pictureBubble, videoBubble } from "./pictures.js";
import { sticker } from "./sticker.js";
import { choice, richText } from "./text.js";
import { voiceBubble } from "./voice.js";

const STICKER = "[动画表情]";
const FILE = "[文件] ";

const GREY = {
  event: happened,
  notice: ({ content }) => content,
};
const CARDS = {
  news: ({ articles }, phone) => newsCard(articles, phone),
  template: templateCard,
};
const BUBBLES = {
  text: (message, phone) => words(richText(message, touches(message, phone))),
  menu: menuBubble,
  image: pictureBubble,
  video: videoBubble,
  voice: voiceBubble,
  place: placeBubble,
  share: ({ articles }, phone) => linkCard(articles[0], phone),
  sticker,
  file: ({ content }) => fileCard(content.slice(FILE.length)),
};

/** Draw a message; `phone` gives the names, and what a touch does. */
export function draw(message, phone) {
  const { seq, from, type } = message;
  const shape = shapeOf(message);
  const properties = { class: `message from-${from} of-${shape}`, data: { seq, from, type } };
  if (shape in GREY)
    return element("article", properties, element("p", { class: "grey" }, GREY[shape](message, phone)));
  const said = spoken(`${from === "user" ? phone.nickname : phone.account}：`);
  if (shape in CARDS) return element("article", properties, said, CARDS[shape](message, phone));
  const bubble = BUBBLES[shape]?.(message, phone) ?? words([`［${type}］`]);
  return element("article", properties, avatar(from, phone), said, bubble);
}

/** What a user shares comes under another type of the phone API, and is told apart by what it holds. */
function shapeOf({ type, from, content, latitude }) {
  if (from === "wechat") return "notice";
  if (type === "event" && latitude !== undefined) return "place";
  if (from !== "user") return type;
  if (type === "news") return "share";
  if (type === "text" && content === STICKER) return "sticker";
  if (type === "text" && content.startsWith(FILE)) return "file";
  return type;
}

function touches(message, phone) {
  return { open: phone.open, tap: (option) => phone.tap(message.seq, option) };
}

function words(nodes) {
  return element("div", { class: "bubble words" }, nodes);
}

function menuBubble(message, phone) {
  const touched = touches(message, phone);
  const lines = message.options.map((option) =>
    element("div", { class: "menu-line" }, choice(option, touched.tap)),
  );
  const around = (text) => text && element("div", {}, richText({ content: text }, touched));
  return words([around(message.head), ...lines, around(message.tail)]);
}
