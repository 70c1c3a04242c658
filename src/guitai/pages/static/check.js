/** The page that tries whether this browser can be a device. Nothing that it finds out leaves it. */

import { text, utf8 } from "./bytes.js";
import { fill } from "./dom.js";
import { agreeingPair, opened, publicJwk, seal, signed, signingPair } from "./jose.js";
import { deviceOf, keep } from "./keys.js";

const KEPT_AS = "check"; // no openid is so short
const SAID = "guitai";
const YES = "✓";
const NO = "✗";
const NOT_YET = "–";

const TRIED = {
  secure: () => window.isSecureContext,
  agree: async () => hidden(await agreeingPair()),
  sign: async () => hidden(await signingPair()) && signs(await signingPair()),
  seal: async () => opens(await agreeingPair()),
  keep: async () => {
    const before = await deviceOf(KEPT_AS);
    await stayed(before);
    const keys = { sign: await signingPair(), open: await agreeingPair() };
    await keep({ openid: KEPT_AS, since: Date.now(), ...keys, ...before });
    const kept = await deviceOf(KEPT_AS);
    return (await signs(kept.sign)) && opens(kept.open);
  },
};

/** Whether keys that were left here by an earlier visit of this page can still be used. */
async function stayed(before) {
  if (!before) return tell("stay", NOT_YET);
  fill(document, { since: new Date(before.since).toLocaleString() });
  return tell("stay", (await opens(before.open)) ? YES : NO);
}

function hidden({ privateKey }) {
  return crypto.subtle.exportKey("jwk", privateKey).then(
    () => false,
    () => true,
  );
}

async function signs({ privateKey, publicKey }) {
  const [header, payload, signature] = (await signed(privateKey, {}, utf8(SAID))).split(".");
  return Boolean(header && payload && signature) && publicKey.type === "public";
}

async function opens({ privateKey, publicKey }) {
  const { plaintext } = await opened(privateKey, await seal(await publicJwk(publicKey), {}, utf8(SAID)));
  return text(plaintext) === SAID;
}

function tell(name, mark, why = "") {
  const line = document.querySelector(`[data-check="${name}"]`);
  line.dataset.mark = mark;
  fill(line, { mark, why });
}

async function tryAll() {
  for (const [name, works] of Object.entries(TRIED)) {
    try {
      tell(name, (await works()) ? YES : NO);
    } catch (error) {
      tell(name, NO, `${error.name}: ${error.cause?.message ?? error.message}`);
    }
  }
}

/** Which of the events that cover a card come here, and how often. */
function count(target, name) {
  let times = 0;
  target.addEventListener(name, () => tell(name, YES, String(++times)));
  tell(name, NOT_YET);
}

fill(document, { agent: navigator.userAgent, host: location.host });
for (const name of ["blur", "focus", "pagehide"]) count(window, name);
for (const name of ["visibilitychange", "freeze"]) count(document, name);
tryAll();
