/** Builds DOM nodes. Text is only ever text: nothing that was said in a chat can become markup. */

/** `element("button", {class: "x", data: {seq: 1}, onclick: send}, "发送")`; null and false are left out. */
export function element(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) set(node, key, value);
  node.append(...children.flat(Infinity).filter(present));
  return node;
}

/** The same for SVG, whose nodes live in a namespace of their own. */
export function svg(name, properties = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(properties)) set(node, key, value);
  node.append(...children.flat(Infinity).filter(present));
  return node;
}

/** The address if a browser may open it, otherwise null: http and https only. */
export function safeUrl(url) {
  if (!url) return null;
  try {
    const address = new URL(url, location.href);
    return ["http:", "https:"].includes(address.protocol) ? address.href : null;
  } catch {
    return null;
  }
}

/** What only a screen reader reads out. */
export function spoken(text) {
  return element("span", { class: "spoken" }, text);
}

function set(node, key, value) {
  if (!present(value)) return;
  if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
  else if (key === "data") Object.assign(node.dataset, value);
  else node.setAttribute(key, value === true ? "" : value);
}

function present(value) {
  return value !== null && value !== undefined && value !== false;
}
