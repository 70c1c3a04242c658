/** The page of a card: opened by this device, covered when it is left, forgotten when it expires. */

import { boundDevice } from "./binding.js";
import { countDown, minutes, moment } from "./clock.js";
import { copyOf, element, fill, rows } from "./dom.js";
import { download, picture, released } from "./files.js";
import { coverWhenLeft } from "./focus.js";
import { largeType } from "./large.js";
import { run } from "./page.js";
import { show } from "./screens.js";

const LAST_MS = 60 * 60 * 1000;

run(async (bank) => {
  const device = await boundDevice(bank);
  const about = { act: "cards.open", subject: bank.subject };
  const card = await bank.sealed(device, `/cards/${bank.subject}/seals`, about);
  const large = await largeType(bank.openid);
  const screen = show("card").querySelector("article");
  fill(screen, { title: card.title, expires: moment(card.expires_at) });
  draw(screen, card);
  large(screen);
  const uncovered = coverWhenLeft();
  countDown(Date.parse(card.expires_at), {
    left: (milliseconds) => tellLeft(screen.querySelector("[data-expiry]"), milliseconds),
    over: () => {
      uncovered();
      released();
      show("expired");
    },
  });
});

function draw(screen, card) {
  const part = (name) => screen.querySelector(`[data-part="${name}"]`);
  for (const node of screen.querySelectorAll("[data-content]")) node.lang = card.language;
  part("rows").append(...rows(card.rows));
  part("text").textContent = card.text;
  part("pictures").append(...card.pictures.map(pictured));
  part("documents").append(...card.documents.map(link));
}

/** What repeats the rows, to keep or to send on, is folded: nobody has to read it twice. */
function pictured(file) {
  if (!file.copy) return picture(file);
  const folded = copyOf("copy");
  folded.querySelector("details").append(picture(file));
  return folded;
}

function link(file) {
  const item = copyOf("document");
  fill(item, { title: file.title });
  download(item.querySelector("a"), file);
  return element("li", {}, item);
}

/** The last hour is counted down. */
function tellLeft(expiry, milliseconds) {
  const last = milliseconds < LAST_MS;
  expiry.querySelector("[data-until]").hidden = last;
  expiry.querySelector("[data-left]").hidden = !last;
  fill(expiry, { left: minutes(milliseconds) });
}
