/** Opens what the bank has sealed to this device alone (docs/shield.md §5). */

import { joined, text } from "./bytes.js";
import { NotOpened, opened } from "./jose.js";

const LENGTH_BYTES = 4;

/** The JSON in seals for this device about this subject. Throws `NotOpened`, also where one is out of its place. */
export async function unsealed(seals, device, subject) {
  const parts = [];
  for (const [part, seal] of seals.entries()) {
    const { header, plaintext } = await opened(device.open.privateKey, seal);
    const meant = { kid: device.id, subject, part, parts: seals.length };
    const wrong = Object.keys(meant).filter((name) => header[name] !== meant[name]);
    if (wrong.length) throw new NotOpened(`a seal with another ${wrong.join(", ")}`);
    parts.push(plaintext);
  }
  return JSON.parse(text(content(joined(...parts))));
}

/** What stands before the zeros. */
function content(padded) {
  const length = padded.length < LENGTH_BYTES ? NaN : new DataView(padded.buffer).getUint32(0);
  if (!(length <= padded.length - LENGTH_BYTES)) throw new NotOpened("seals shorter than what is in them");
  return padded.subarray(LENGTH_BYTES, LENGTH_BYTES + length);
}
