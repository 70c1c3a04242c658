/** The bank's certificate on this device's key: applied for with a code and the PIN, kept beside the keys. */

import { now } from "./clock.js";
import { payloadOf } from "./jose.js";
import { keep } from "./keys.js";

/** Whether this device has one that is good now. */
export const certified = (device) => Boolean(device.certificate) && device.certificate.until > now();

/** Have a code sent for it. */
export const sendCode = (bank, device) =>
  bank.callAs(device, `/shield/devices/${device.id}/codes`, { act: "certificates.code", subject: device.id });

/** Apply for one, or for the next; `device` has it then. */
export async function certify(bank, device, { pin, code }) {
  const proved = { act: "certificates.issue", subject: device.id };
  const path = `/shield/devices/${device.id}/certificates`;
  const { certificate } = await bank.callAs(device, path, { ...proved, pin, code });
  const { jti, exp } = payloadOf(certificate);
  device.certificate = { id: jti, jws: certificate, until: exp * 1000 };
  await keep(device);
}
