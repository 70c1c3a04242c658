/** Sealing and signing as JOSE has it: JWE by ECDH-ES and A256GCM, JWS by ES256, compact. Knows no bank. */

import { fromBase64url, joined, text, toBase64url, utf8 } from "./bytes.js";

const AGREES = { name: "ECDH", namedCurve: "P-256" };
const SIGNS = { name: "ECDSA", hash: "SHA-256" };
const IV_BYTES = 12;
const TAG_BYTES = 16;
// What RFC 7518 §4.6.2 hashes around the agreed secret: no PartyUInfo, no PartyVInfo, 256 bits for A256GCM.
const ROUND = new Uint8Array([0, 0, 0, 1]);
const OTHER_INFO = joined(
  new Uint8Array([0, 0, 0, 7]),
  utf8("A256GCM"),
  new Uint8Array([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0]),
);
// These would change how a seal is read: one that has them was made by other rules.
const FOREIGN = ["apu", "apv", "zip", "crit", "b64"];

/** A compact text that is no JWE for this key. */
export class NotOpened extends Error {}

/** A pair that agrees on keys for seals. Its private half cannot be taken out of the browser. */
export const agreeingPair = () => crypto.subtle.generateKey(AGREES, false, ["deriveBits"]);

/** A pair that signs. Its private half cannot be taken out of the browser. */
export const signingPair = () =>
  crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);

/** A public key as a JWK with the members that it needs and no others. */
export async function publicJwk(key) {
  const { kty, crv, x, y } = await crypto.subtle.exportKey("jwk", key);
  return { kty, crv, x, y };
}

/** Seal bytes to a public JWK. `header` stands in the protected header, beside the usual. */
export async function seal(jwk, header, plaintext) {
  const ephemeral = await agreeingPair();
  const epk = await publicJwk(ephemeral.publicKey);
  const key = await contentKey(ephemeral.privateKey, await imported(jwk), "encrypt");
  const first = encodedJson({ alg: "ECDH-ES", enc: "A256GCM", ...header, epk });
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const sealed = new Uint8Array(await crypto.subtle.encrypt(gcm(iv, first), key, plaintext));
  const tag = sealed.length - TAG_BYTES;
  return [first, "", iv, sealed.subarray(0, tag), sealed.subarray(tag)].map(encoded).join(".");
}

/** What a seal to this private key holds: `{header, plaintext}`. Throws `NotOpened`. */
export async function opened(privateKey, compact) {
  try {
    const parts = compact.split(".");
    const [first, encryptedKey] = parts;
    const header = decodedJson(first);
    if (parts.length !== 5 || encryptedKey !== "" || !usual(header)) throw new NotOpened("no such JWE");
    const [iv, ciphertext, tag] = parts.slice(2).map(fromBase64url);
    if (iv.length !== IV_BYTES || tag.length !== TAG_BYTES) throw new NotOpened("no A256GCM");
    const key = await contentKey(privateKey, await imported(header.epk), "decrypt");
    const plaintext = await crypto.subtle.decrypt(gcm(iv, first), key, joined(ciphertext, tag));
    return { header, plaintext: new Uint8Array(plaintext) };
  } catch (error) {
    throw new NotOpened("the seal does not open", { cause: error });
  }
}

/** A JWS over these bytes by a signing key. WebCrypto's signature is the one of RFC 7518 §3.4 already. */
export async function signed(privateKey, header, payload) {
  const input = `${encodedJson({ alg: "ES256", ...header })}.${toBase64url(payload)}`;
  const signature = await crypto.subtle.sign(SIGNS, privateKey, utf8(input));
  return `${input}.${toBase64url(new Uint8Array(signature))}`;
}

/** A JWS over a value as JSON. */
export const signedJson = (privateKey, header, value) =>
  signed(privateKey, header, utf8(JSON.stringify(value)));

/** What a JWS says, unchecked: for what the bank tells about itself. */
export const payloadOf = (compact) => decodedJson(compact.split(".")[1]);

function usual(header) {
  return header.alg === "ECDH-ES" && header.enc === "A256GCM" && !FOREIGN.some((name) => name in header);
}

function imported({ kty, crv, x, y }) {
  return crypto.subtle.importKey("jwk", { kty, crv, x, y }, AGREES, false, []);
}

/** The agreed secret and the content key are this one seal's; WebCrypto has no Concat KDF that would hide them. */
async function contentKey(privateKey, publicKey, use) {
  const agreed = await crypto.subtle.deriveBits({ name: "ECDH", public: publicKey }, privateKey, 256);
  const bits = await crypto.subtle.digest("SHA-256", joined(ROUND, new Uint8Array(agreed), OTHER_INFO));
  return crypto.subtle.importKey("raw", bits, "AES-GCM", false, [use]);
}

function gcm(iv, protectedHeader) {
  return { name: "AES-GCM", iv, additionalData: utf8(protectedHeader), tagLength: 8 * TAG_BYTES };
}

function encoded(part) {
  return typeof part === "string" ? part : toBase64url(part);
}

function encodedJson(value) {
  return toBase64url(utf8(JSON.stringify(value)));
}

function decodedJson(part) {
  return JSON.parse(text(fromBase64url(part)));
}
