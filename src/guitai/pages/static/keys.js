/** Where this browser keeps its devices: two pairs of keys by openid, in IndexedDB, none of which can be read out. */

import { agreeingPair, signingPair } from "./jose.js";

const NAME = "guitai";
const DEVICES = "devices";
const CHOICES = "choices";

/** This browser keeps nothing, or not such keys. */
export class NotKept extends Error {}

/** The device of this openid, `{openid, id, name, sign, open, certificate}`; undefined where there is none. */
export const deviceOf = (openid) => inStore(DEVICES, "readonly", (store) => store.get(openid));

/** Keep a device under its openid, in place of the one before. */
export const keep = (device) => inStore(DEVICES, "readwrite", (store) => store.put(device, device.openid));

/** There is no device of this openid any more. */
export const forget = (openid) => inStore(DEVICES, "readwrite", (store) => store.delete(openid));

/** What was chosen about the pages in this browser under this openid. */
export const choices = async (openid) =>
  (await inStore(CHOICES, "readonly", (store) => store.get(openid))) ?? {};

/** Remember that. */
export const choose = (openid, chosen) =>
  inStore(CHOICES, "readwrite", (store) => store.put(chosen, openid));

/** Two new pairs, once it is clear that this browser can keep such. */
export async function newKeys() {
  const pairs = { sign: await signingPair(), open: await agreeingPair() };
  await inStore(DEVICES, "readwrite", (store) => store.put(pairs, "trial"));
  const kept = await deviceOf("trial");
  await forget("trial");
  if (kept?.sign?.privateKey?.algorithm?.name !== "ECDSA") throw new NotKept("keys come back as something else");
  return pairs;
}

async function inStore(name, mode, ask) {
  try {
    const database = await settled(opening());
    const transaction = database.transaction(name, mode);
    const request = ask(transaction.objectStore(name));
    await new Promise((done, failed) => {
      transaction.oncomplete = done;
      transaction.onabort = () => failed(transaction.error);
    });
    database.close();
    return request.result;
  } catch (error) {
    throw new NotKept("this browser keeps nothing", { cause: error });
  }
}

function opening() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => [DEVICES, CHOICES].forEach((name) => request.result.createObjectStore(name));
  return request;
}

function settled(request) {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
    request.onblocked = () => failed(new Error("another page holds the store"));
  });
}
