/** The form that makes this browser a device; a page that needs one shows it first where there is none. */

import { CodePart } from "./codes.js";
import { deviceName } from "./devicename.js";
import { fill } from "./dom.js";
import { entries } from "./entries.js";
import { Form, stage } from "./form.js";
import { hear, tell } from "./framed.js";
import { deviceOf, keep, newKeys } from "./keys.js";
import { show } from "./screens.js";

const IDENTITY = ["name", "id_number", "card_number", "mobile"];
// The bank's word on the PIN comes after the code, and a new one lifts a freeze: it has to be in reach again.
const ON_THE_PIN = /^shield\.(wrong_pin|weak_pin|no_pin|pin_locked.*|frozen)$/;

/** The device of whose visit this is: bound before, or now. */
export async function boundDevice(bank) {
  return (await deviceOf(bank.openid)) ?? bind(bank);
}

/** Bind this browser, in place of what it was before; gives the device. */
export function bind(bank) {
  return new Promise((bound, failed) => new Binding(bank, { bound, failed }));
}

class Binding {
  constructor(bank, { bound, failed }) {
    Object.assign(this, { bank, bound });
    this.element = show("binding").querySelector("form");
    this.fields = this.element.elements;
    this.fields.device.value = deviceName();
    this.form = new Form(this.element, { send: () => this.next(), failed });
    this.code = new CodePart(this.form, () => this.begin());
    this.fields.new_pin.addEventListener("change", () => this.askTwice());
    this.element.querySelector("[data-back]").addEventListener("click", () => this.stage("details"));
    this.stage("details");
    this.askTwice();
    hear("binding", (details) => this.fillIn(details));
    hear("code", () => this.element.isConnected && this.begun && this.form.attempt(() => this.finish()));
    tell({ guitai: "binding" });
  }

  get begun() {
    return this.element.dataset.stage !== "details";
  }

  get pins() {
    return this.fields.new_pin.checked ? ["pin", "pin_again"] : ["pin"];
  }

  stage(name) {
    stage(this.element, name);
  }

  /** A PIN that is being set is entered twice. */
  askTwice() {
    this.element.querySelector("[data-twice]").hidden = !this.fields.new_pin.checked;
  }

  /** What nobody has typed in yet. */
  fillIn(details) {
    for (const name of [...IDENTITY, "pin"])
      if (typeof details[name] === "string") this.fields[name].value ||= details[name];
  }

  /** What the button does: ask for a code, then bind with it. */
  async next() {
    if (this.begun) return this.finish();
    this.entered = entries(this.element, [...IDENTITY, ...this.pins, "device"]);
    if (!this.entered) return undefined;
    this.keys ??= await newKeys();
    fill(this.element, { tail: this.entered.mobile.slice(-4) });
    await this.code.ask(() => this.begin());
    this.stage("code");
    this.code.field.focus();
    return this.code.received ? this.finish() : undefined;
  }

  async begin() {
    const identity = Object.fromEntries(IDENTITY.map((name) => [name, this.entered[name]]));
    ({ binding: this.binding } = await this.bank.call("/shield/bindings", identity));
  }

  async finish() {
    const entered = entries(this.element, [...this.pins, "code"]);
    if (!entered) return;
    const { device: name } = this.entered;
    const { device: id } = await this.bank
      .call(`/shield/bindings/${this.binding}`, {
        code: entered.code,
        pin: entered.pin,
        new_pin: this.fields.new_pin.checked,
        device: await this.bank.introduced(this.binding, this.keys, name),
        replace: this.fields.replace.checked,
      })
      .catch((error) => this.offerAWay(error));
    const device = { openid: this.bank.openid, id, name, ...this.keys };
    await keep(device);
    this.bound(device);
  }

  /** What can be done about a no stands in the form from now on. */
  offerAWay(error) {
    if (ON_THE_PIN.test(error.code)) this.stage("pin");
    if (error.code === "shield.frozen") this.liftByANewPin(error);
    if (error.code === "shield.too_many_devices")
      this.element.querySelector("[data-replace]").hidden = false;
    if (error.code === "shield.gone") this.startOver(error);
    throw error;
  }

  /** A freeze is lifted by a PIN that is set anew. */
  liftByANewPin(error) {
    this.fields.new_pin.checked = true;
    this.askTwice();
    error.message = this.form.said.dataset.frozen;
  }

  /** The binding is used up or too old: the bank has no word for that which would fit here. */
  startOver(error) {
    this.code.reset();
    this.stage("details");
    error.message = this.form.said.dataset.late;
  }
}
