/** The page of a customer's devices: which there are, taking one away, the PIN, this one's certificate. */

import { boundDevice } from "./binding.js";
import { certify, sendCode } from "./certificate.js";
import { moment } from "./clock.js";
import { CodePart } from "./codes.js";
import { deviceItem } from "./deviceitem.js";
import { fill } from "./dom.js";
import { entries } from "./entries.js";
import { Form } from "./form.js";
import { forget } from "./keys.js";
import { run } from "./page.js";
import { show } from "./screens.js";

run(async (bank) => {
  const device = await boundDevice(bank);
  await new Promise((left, failed) => new Devices(bank, device, { left, failed }).list().catch(failed));
  show("left");
});

class Devices {
  constructor(bank, device, { left, failed }) {
    Object.assign(this, { bank, device, left, failed });
  }

  /** Draw them as the bank has them now. */
  async list() {
    const about = { act: "devices.list", subject: this.device.id };
    const { devices } = await this.bank.sealed(this.device, "/shield/devices/seals", about);
    const screen = show("devices");
    const items = devices.map((each) => this.item(each));
    screen.querySelector("[data-devices]").append(...items);
    this.changesPin(screen.querySelector('[data-form="pin"]'));
    const here = devices.findIndex(({ device }) => device === this.device.id);
    this.certifies(screen.querySelector('[data-form="certificate"]'), devices[here], items[here]);
  }

  item(device) {
    return deviceItem(device, this.device, { remove: (other) => this.remove(other), failed: this.failed });
  }

  async remove(other) {
    const about = { act: "devices.remove", subject: other.device };
    try {
      await this.bank.callAs(this.device, `/shield/devices/${other.device}/removals`, about);
    } catch (error) {
      if (error.code !== "shield.no_device") throw error; // it was gone before: the new list tells which
    }
    if (other.device !== this.device.id) return this.list();
    await forget(this.bank.openid);
    return this.left();
  }

  changesPin(element) {
    const change = async () => {
      const entered = entries(element, ["pin_now", "pin", "pin_again"]);
      if (!entered) return;
      const about = { act: "pins.change", subject: this.device.id };
      const pins = { pin: entered.pin_now, new_pin: entered.pin };
      await this.bank.callAs(this.device, "/shield/pins", { ...about, ...pins });
      element.reset();
      form.succeeded();
    };
    const form = new Form(element, { send: change, failed: this.failed });
  }

  /** `here` is this device as the bank has it, and `item` what is in the list for it. */
  certifies(element, here, item) {
    const button = (name) => element.querySelector(`[data-part="${name}"]`);
    const offer = (held) => {
      button("apply").hidden = held;
      button("renew").hidden = !held;
    };
    offer(here.certificate_until !== null);
    const renew = async () => {
      const entered = entries(element, ["code", "pin"]);
      if (!entered) return;
      await certify(this.bank, this.device, entered);
      element.reset();
      code.reset();
      const { until } = this.device.certificate;
      fill(element, { until: moment(until) });
      const next = this.item({ ...here, certificate_until: new Date(until).toISOString() });
      item.replaceWith(next);
      item = next;
      offer(true);
      form.succeeded();
    };
    const form = new Form(element, { send: renew, failed: this.failed });
    const code = new CodePart(form, () => sendCode(this.bank, this.device));
  }
}
