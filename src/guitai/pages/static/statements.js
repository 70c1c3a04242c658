/** The page that confirms a statement: of each thing that is read off the paper, whether it is right. */

import { fill } from "./dom.js";
import { entries, mark } from "./entries.js";
import { Form } from "./form.js";
import { run } from "./page.js";
import { show } from "./screens.js";

const FIGURES = ["holder", "tail", "first", "last", "received", "paid", "closing"];
const YES = "✓";
const NO = "✗";

run(async (bank) => {
  for (;;) await again(showRight(await confirmed(bank)));
});

/** Ask until the bank has answered; gives what it said to each item. */
function confirmed(bank) {
  return new Promise((answered, failed) => {
    const element = show("statement").querySelector("form");
    const send = async () => {
      const entered = await read(element);
      if (entered) answered((await bank.call("/statements/confirmations", entered)).right);
    };
    new Form(element, { send, failed });
  });
}

/** What was entered; undefined where it can't be right, or where there is nothing but the code. */
async function read(form) {
  const entered = entries(form, ["statement_code", ...FIGURES]);
  if (!entered) return undefined;
  const { statement_code: code, ...figures } = entered;
  const [file] = form.elements.file.files;
  const nothing = !file && Object.values(figures).every((text) => !text);
  mark(form.elements.file, nothing);
  return nothing ? undefined : { code, ...figures, file: file ? await digest(file) : "" };
}

/** The file stays here: the bank is told its digest, and knows its own. */
async function digest(file) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function showRight(right) {
  const screen = Object.values(right).every(Boolean) ? show("right") : show("wrong");
  for (const line of screen.querySelectorAll("[data-check]")) {
    const name = line.dataset.check;
    line.hidden = !(name in right);
    line.dataset.mark = right[name] ? YES : NO;
    fill(line, { mark: line.dataset.mark });
  }
  return screen;
}

function again(screen) {
  return new Promise((tapped) => screen.querySelector("[data-another]").addEventListener("click", tapped));
}
