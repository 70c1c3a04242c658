/** The life of a page: what it needs is there, it is opened, and what goes wrong is said in the page's words. */

import { Bank, Refused, Unreachable } from "./bank.js";
import { bind } from "./binding.js";
import { fill } from "./dom.js";
import { tell } from "./framed.js";
import { NotOpened } from "./jose.js";
import { NotKept } from "./keys.js";
import { show } from "./screens.js";
import { listenForWeChat } from "./wechat.js";

const SCREENS = {
  "shield.gone": "gone",
  "shield.visit_over": "over",
  "shield.frozen": "frozen",
  "shield.order_over": "ended",
};

/** Open this page by `open(bank)`, again whenever the customer asks for it, until it returns. */
export async function run(open) {
  listenForWeChat();
  fill(document, { host: location.host });
  document.addEventListener("click", ({ target }) => target.closest("[data-reload]") && location.reload());
  tell({ guitai: "title", title: document.title });
  const { dataset } = document.documentElement;
  if (!window.isSecureContext || !window.crypto?.subtle || !window.indexedDB) return show("unsupported");
  if (!dataset.visit) return show(dataset.refused === "snapshot" ? "snapshot" : "broken");
  forgetTheWayHere();
  return untilDone(open, new Bank(dataset));
}

async function untilDone(open, bank) {
  let step = open;
  for (;;) {
    try {
      await step(bank);
      if (step === open) return;
      step = open;
    } catch (error) {
      step = error.code === "shield.no_device" ? bind : open;
      if (step === open) await asked(failed(error));
    }
  }
}

/** WeChat's code is in the address: it is used up, and nobody should copy it along. */
function forgetTheWayHere() {
  const { lang } = Object.fromEntries(new URLSearchParams(location.search));
  history.replaceState(null, "", location.pathname + (lang ? `?lang=${encodeURIComponent(lang)}` : ""));
}

function failed(error) {
  if (error instanceof Unreachable) return show("offline");
  if (error instanceof NotKept) return show("unsupported");
  if (error instanceof Refused) return refused(error);
  if (!(error instanceof NotOpened)) console.error(error);
  return show("broken");
}

function refused({ code, message }) {
  const screen = SCREENS[code];
  return show(document.getElementById(screen) ? screen : "refused", { message });
}

/** When the button that asks for another try is pressed. */
function asked(screen) {
  return new Promise((again) => screen.querySelector("[data-again]")?.addEventListener("click", again));
}
