/** Cards in the chat: articles, shared links, files and template messages. */

import { element, safeUrl } from "./dom.js";
import { icon } from "./icons.js";

/** Articles of the bank: one is a picture with a title; of several the first is large. */
export function newsCard(articles, { open }) {
  if (articles.length === 1) return singleArticle(articles[0], open);
  const [first, ...others] = articles;
  return element(
    "div",
    { class: "card news several" },
    touchable(
      first,
      open,
      "news-first",
      cover(first.picture),
      element("span", { class: "news-over" }, first.title),
    ),
    others.map((article) =>
      touchable(article, open, "news-row", element("span", {}, article.title), cover(article.picture)),
    ),
  );
}

/** A template message: a title, labelled values, and where it leads. */
export function templateCard({ title, fields = [], url }, { open }) {
  const rows = fields.map(({ label, value }) => [element("dt", {}, label), element("dd", {}, value)]);
  const body = [
    element("span", { class: "template-title", role: "heading", "aria-level": "3" }, title),
    element("dl", { class: "template-fields" }, rows),
  ];
  const leads = safeUrl(url) && url;
  if (!leads) return element("div", { class: "card template" }, body);
  const more = element(
    "button",
    { type: "button", class: "template-more", onclick: () => open(url, title) },
    "查看详情",
    icon("forward"),
  );
  return element("div", { class: "card template" }, body, more);
}

/** A link that was shared into the chat. */
export function linkCard({ title, description, url }, { open }) {
  const body = element("span", { class: "share-body" }, description || url, linkPicture());
  return touchable(
    { title, url },
    open,
    "bubble share",
    element("span", { class: "share-title" }, title),
    body,
  );
}

/** A file that was sent; the bank is told no more than that there was one. */
export function fileCard(name) {
  const ending = name.includes(".") ? name.split(".").pop().slice(0, 4).toUpperCase() : "";
  const mark = element("span", { class: "file-mark", "aria-hidden": "true" }, ending || icon("file"));
  return element("div", { class: "bubble file" }, element("span", {}, name), mark);
}

function singleArticle(article, open) {
  const words = [
    element("span", { class: "news-title" }, article.title),
    article.description && element("span", { class: "news-description" }, article.description),
  ];
  return touchable(
    article,
    open,
    "card news single",
    safeUrl(article.picture) && cover(article.picture),
    element("span", { class: "news-words" }, words),
  );
}

function touchable({ title, url }, open, kind, ...children) {
  const leads = safeUrl(url);
  return element(
    "button",
    { type: "button", class: kind, disabled: !leads, onclick: () => open(url, title) },
    ...children,
  );
}

function cover(picture) {
  const address = picture && safeUrl(picture);
  return address
    ? element("img", { class: "cover", src: address, alt: "" })
    : element("span", { class: "cover none" });
}

function linkPicture() {
  return element("span", { class: "share-picture" }, icon("link"));
}
