/** Builds DOM nodes. Text is only ever text: nothing that the bank or a customer wrote can become markup. */

const AMOUNT = /^[+-]?¥[\d,]+\.\d\d$/;

/** `element("dd", {class: "figure"}, "¥1.00")`; null and false are left out. */
export function element(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties))
    if (present(value)) node.setAttribute(key, value === true ? "" : value);
  node.append(...children.flat().filter(present));
  return node;
}

/** Put texts where the page has left room for them: `data-text` names which. */
export function fill(root, texts) {
  for (const [name, text] of Object.entries(texts))
    for (const node of root.querySelectorAll(`[data-text="${name}"]`)) node.textContent = text;
}

/** Labels and values, one under the other; `name`, where there is one, says what a line is about. */
export function rows(pairs) {
  return pairs.map(({ name, label, value }) => {
    const kind = AMOUNT.test(value) ? "figure" : null;
    return element("div", { class: kind, "data-line": name }, element("dt", {}, label), element("dd", {}, value));
  });
}

/** A new copy of what stands in a template of the page. */
export function copyOf(id) {
  return document.getElementById(id).content.cloneNode(true);
}

function present(value) {
  return value !== null && value !== undefined && value !== false;
}
