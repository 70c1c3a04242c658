/** The page of an order: its text from the signed bytes, the PIN, and the customer's yes or no. */

import { Unreachable } from "./bank.js";
import { boundDevice } from "./binding.js";
import { fromBase64 } from "./bytes.js";
import { certified, certify, sendCode } from "./certificate.js";
import { countDown, minutes, moment } from "./clock.js";
import { CodePart } from "./codes.js";
import { element, fill, rows } from "./dom.js";
import { entries } from "./entries.js";
import { coverWhenLeft } from "./focus.js";
import { Form, stage } from "./form.js";
import { signed } from "./jose.js";
import { largeType } from "./large.js";
import { run } from "./page.js";
import { read } from "./paper.js";
import { show } from "./screens.js";

const SOON_MS = 60_000;

run(async (bank) => {
  const device = await boundDevice(bank);
  const about = { act: "orders.open", subject: bank.subject };
  const sealed = await bank.sealed(device, `/orders/${bank.subject}/seals`, about);
  const large = await largeType(bank.openid);
  const order = new Order(bank, device, sealed);
  large(order.screen);
  const ends = [order.watch(), coverWhenLeft()];
  const { screen, heading, result } = await order.ended.finally(() => ends.forEach((end) => end()));
  const shown = show(screen, { heading, result: besides(heading, result) });
  if (screen !== "declined") tellWhat(shown, order.paper);
});

/** What is said below a heading that is its first clause. */
function besides(heading, result) {
  if (!heading || !result.startsWith(heading)) return result;
  const rest = result.slice(heading.length).replace(/^\p{P}?\s*/u, "");
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

/** What was signed stays on the screen, for whom it is and for nobody else who looks. */
function tellWhat(screen, paper) {
  draw(screen, paper);
  coverWhenLeft();
}

function draw(screen, { title, language, lines }) {
  fill(screen, { title });
  for (const node of screen.querySelectorAll("[data-content]")) node.lang = language;
  screen.querySelector('[data-draw="lines"]').append(...rows(lines));
}

class Order {
  constructor(bank, device, { document, needs, mobile, new_device: isNew }) {
    Object.assign(this, { bank, device, mobile, needs: new Set(needs), path: `/orders/${bank.subject}` });
    this.bytes = fromBase64(document);
    this.paper = read(this.bytes, bank.subject);
    this.screen = show("order").querySelector("article");
    this.element = this.screen.querySelector("form");
    this.element.querySelector("[data-new]").hidden = !isNew;
    this.draw();
    this.ended = new Promise((end, failed) => this.listen(end, failed));
    this.stage();
  }

  draw() {
    const { screen } = this;
    const { notes, expiresAt } = this.paper;
    fill(screen, { until: moment(expiresAt), mobile: this.mobile });
    draw(screen, this.paper);
    screen.querySelector('[data-draw="notes"]').append(...notes.map((note) => element("p", {}, note)));
  }

  listen(end, failed) {
    this.end = end;
    this.form = new Form(this.element, { send: () => this.next(), failed });
    this.code = new CodePart(this.form, () => this.sendCode());
    const decline = this.element.querySelector("[data-decline]");
    decline.addEventListener("click", () => this.form.attempt(() => this.decline()));
  }

  /** What is asked for now: first a certificate where one is needed, then the signature. */
  stage() {
    if (this.now === "late") return;
    if (this.needs.has("certificate") && !certified(this.device)) this.now = "certificate";
    else this.now = this.needs.has("code") ? "code" : "pin";
    stage(this.element, this.now);
  }

  sendCode() {
    if (this.now === "certificate") return sendCode(this.bank, this.device);
    const about = { act: "orders.code", subject: this.bank.subject };
    return this.bank.callAs(this.device, `${this.path}/codes`, about);
  }

  async next() {
    if (this.now === "late") return;
    const entered = entries(this.element, this.now === "pin" ? ["pin"] : ["code", "pin"]);
    if (!entered) return;
    if (this.now === "certificate") await this.certify(entered);
    else await this.sign(entered).catch((error) => this.askForMore(error));
  }

  async certify(entered) {
    await certify(this.bank, this.device, entered);
    this.code.reset();
    this.element.querySelector("[data-certified]").hidden = false;
    this.stage();
  }

  async sign({ pin, code }) {
    const { id, sign, certificate } = this.device;
    const header = this.needs.has("certificate") ? { kid: id, certificate: certificate.id } : { kid: id };
    const signature = await signed(sign.privateKey, header, this.bytes);
    this.unanswered = true;
    const asked = this.bank.call(`${this.path}/signatures`, { pin, code, signature });
    const { heading, result } = await asked.catch((error) => this.notSigned(error));
    this.end({ screen: heading ? "signed" : "undone", heading, result });
  }

  /** The bank said no; or it said nothing, and may have done it. */
  notSigned(error) {
    this.unanswered = error instanceof Unreachable;
    if (this.now === "late") this.late();
    throw error;
  }

  /** The bank may find that it needs more than it said. */
  askForMore(error) {
    const [, need] = error.code?.match(/^shield\.needs_(code|certificate)$/) ?? [];
    if (need === "certificate") this.device.certificate = undefined;
    if (need) {
      this.needs.add(need);
      this.code.reset();
      this.stage();
    }
    throw error;
  }

  async decline() {
    const about = { act: "orders.decline", subject: this.bank.subject };
    const { result } = await this.bank.callAs(this.device, `${this.path}/declines`, about);
    this.end({ screen: "declined", result });
  }

  /** Tell the time that is left; gives the function that ends it. */
  watch() {
    const soon = this.screen.querySelector("[data-soon]");
    return countDown(this.paper.expiresAt, {
      left: (milliseconds) => {
        fill(this.screen, { left: minutes(milliseconds) });
        soon.hidden = milliseconds > SOON_MS;
      },
      over: () => this.late(),
    });
  }

  /** It can't be signed any more, whatever stands in the form. What was signed and not answered may be done. */
  late() {
    this.element.reset();
    this.form.say("");
    this.now = "late";
    stage(this.element, this.unanswered ? "unheard" : "late");
  }
}
