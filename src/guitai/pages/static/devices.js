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
    const remove = (other) => this.remove(other);
    const items = devices.map((each) => deviceItem(each, this.device, { remove, failed: this.failed }));
    screen.querySelector("[data-devices]").append(...items);
    this.changesPin(screen.querySelector('[data-form="pin"]'));
    this.certifies(screen.querySelector('[data-form="certificate"]'));
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

  certifies(element) {
    const renew = async () => {
      const entered = entries(element, ["code", "pin"]);
      if (!entered) return;
      await certify(this.bank, this.device, entered);
      element.reset();
      code.reset();
      fill(element, { until: moment(this.device.certificate.until) });
      form.succeeded();
    };
    const form = new Form(element, { send: renew, failed: this.failed });
    const code = new CodePart(form, () => sendCode(this.bank, this.device));
  }
}
