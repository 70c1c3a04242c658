/** The bank as this page talks with it: every call sealed to its key, every proof by this device. */

import { utf8 } from "./bytes.js";
import { publicJwk, seal, signedJson } from "./jose.js";
import { unsealed } from "./seals.js";

const PATIENCE_MS = 30_000;

/** The bank has said no: a code, and a sentence for the customer. */
export class Refused extends Error {
  constructor({ code, message }) {
    super(message);
    this.code = code;
  }
}

/** No answer came, or none of the bank's. What was asked for may have been done. */
export class Unreachable extends Error {}

/** The bank in one visit. The visit is a text in this page's memory, and nowhere else. */
export class Bank {
  #visit;

  constructor({ visit, openid, bankKey, subject }) {
    this.#visit = visit;
    this.openid = openid;
    this.subject = subject;
    this.key = JSON.parse(bankKey);
  }

  /** Call, and give the answer. Throws `Refused` or `Unreachable`. */
  async call(path, body = {}) {
    const plaintext = utf8(JSON.stringify({ ...body, visit: this.#visit }));
    const { ok, said } = await answered(path, await seal(this.key, { kid: this.key.kid }, plaintext));
    if (ok && said) return said;
    if (said?.error) throw new Refused(said.error);
    throw new Unreachable(`${path} got no answer of the bank's`);
  }

  /** Call as this device, which proves itself for `act` on `subject`. */
  async callAs(device, path, { act, subject, ...body }) {
    const { challenge } = await this.call("/shield/challenges", { device: device.id });
    const said = { challenge, visit: this.#visit, act, subject };
    const proof = await signedJson(device.sign.privateKey, { kid: device.id }, said);
    return this.call(path, { ...body, proof });
  }

  /** Ask for what only this device can open, and open it. */
  async sealed(device, path, { act, subject }) {
    const { seals } = await this.callAs(device, path, { act, subject });
    return unsealed(seals, device, subject);
  }

  /** What a new device says of itself when it is bound. */
  async introduced(binding, { sign, open }, name) {
    const keys = { sign: await publicJwk(sign.publicKey), open: await publicJwk(open.publicKey) };
    return signedJson(sign.privateKey, {}, { binding, visit: this.#visit, name, ...keys });
  }
}

async function answered(path, jwe) {
  const patience = new AbortController();
  const over = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/jose", "Accept-Language": document.documentElement.lang },
      body: jwe,
      credentials: "omit",
      cache: "no-store",
      redirect: "error",
      signal: patience.signal,
    });
    return { ok: answer.ok, said: await answer.json().catch(() => null) };
  } catch (error) {
    throw new Unreachable(path, { cause: error });
  } finally {
    clearTimeout(over);
  }
}
