/** One device in the list, and the question that is asked before it is taken away. */

import { moment, now } from "./clock.js";
import { copyOf, fill } from "./dom.js";
import { Form } from "./form.js";

const NEW_MS = 24 * 60 * 60 * 1000; // removing one that is so new is a veto (docs/shield.md §7)
const MOMENTS = ["added_at", "used_at", "low_until", "certificate_until"];

/** An item for this device of the bank's list; `remove` takes it away. */
export function deviceItem(device, mine, { remove, failed }) {
  const item = copyOf("device-item").querySelector("li");
  const part = (name) => item.querySelector(`[data-part="${name}"]`);
  fill(item, { name: device.name });
  for (const name of MOMENTS) {
    part(name).hidden = !current(device, name);
    if (current(device, name)) fill(part(name), { [name]: moment(device[name]) });
  }
  const here = device.device === mine.id;
  part("here").hidden = !here;
  const why = here ? "own" : isNew(device) ? "veto" : "old";
  for (const name of ["own", "veto", "old"]) part(name).hidden = name !== why;
  asksFirst(item, part);
  new Form(part("question"), { send: () => remove(device), failed });
  return item;
}

/** What is over says nothing any more. */
function current(device, name) {
  if (!name.endsWith("until")) return true;
  return device[name] !== null && Date.parse(device[name]) > now();
}

function isNew({ added_at }) {
  return now() - Date.parse(added_at) < NEW_MS;
}

function asksFirst(item, part) {
  const ask = (asking) => {
    part("question").hidden = !asking;
    part("remove").hidden = asking;
    (asking ? part("no") : part("remove")).focus();
  };
  part("remove").addEventListener("click", () => ask(true));
  part("no").addEventListener("click", () => ask(false));
}
