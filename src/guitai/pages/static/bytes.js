/** Bytes as text and back: base64url as JOSE writes it, base64 as JSON carries files. */

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const BASE64URL = /^[A-Za-z0-9_-]*$/;
const AT_ONCE = 0x8000; // more arguments than this are too many for some engines

export const utf8 = (text) => ENCODER.encode(text);
export const text = (bytes) => DECODER.decode(bytes);

/** Bytes to base64url without padding (RFC 7515 §2). */
export function toBase64url(bytes) {
  let binary = "";
  for (let start = 0; start < bytes.length; start += AT_ONCE)
    binary += String.fromCharCode(...bytes.subarray(start, start + AT_ONCE));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Base64url to bytes. Throws where the text is anything else, also where bits are left over. */
export function fromBase64url(text) {
  if (!BASE64URL.test(text)) throw new TypeError("not base64url");
  const bytes = fromBase64(text.replaceAll("-", "+").replaceAll("_", "/"));
  if (toBase64url(bytes) !== text) throw new TypeError("not the base64url of these bytes");
  return bytes;
}

/** Base64 to bytes. */
export function fromBase64(text) {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}

/** Pieces one after the other. */
export function joined(...pieces) {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
