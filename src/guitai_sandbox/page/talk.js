/** The button that is held to talk: let go to send, slide up or press Escape to drop it. */

import { element } from "./dom.js";
import { Recorder } from "./recorder.js";
import { toast } from "./toast.js";

const TOO_SHORT_SECONDS = 0.6;
const LONGEST_MS = 60_000; // WeChat records no more
const CANCEL_ABOVE_PX = 60;

/** Holds a recording while it is held itself; sends it by `phone.upload`. */
export class TalkButton {
  constructor(phone) {
    this.phone = phone;
    this.element = element("button", { type: "button", class: "talk" }, "按住 说话");
    this.hint = element("p", {}, "松开 发送");
    this.overlay = element("div", { class: "talk-overlay", role: "status" }, bars(), this.hint);
    this.listen();
  }

  listen() {
    const on = (name, act) => this.element.addEventListener(name, act);
    on("pointerdown", (event) => {
      this.element.setPointerCapture(event.pointerId);
      this.begin();
    });
    on("pointermove", (event) => this.slide(event.clientY));
    on("pointerup", () => this.end());
    on("pointercancel", () => this.drop());
    on("contextmenu", (event) => event.preventDefault());
    on("keydown", (event) => this.keyDown(event));
    on("keyup", (event) => [" ", "Enter"].includes(event.key) && this.end());
    on("blur", () => this.drop());
    // A screen reader presses without holding: the first press begins, the second sends.
    on("click", (event) => event.detail === 0 && (this.recorder ? this.end() : this.begin()));
  }

  keyDown(event) {
    if (event.key === "Escape") this.drop();
    if (![" ", "Enter"].includes(event.key)) return;
    event.preventDefault();
    if (!event.repeat) this.begin();
  }

  async begin() {
    if (this.recorder) return;
    const recorder = (this.recorder = new Recorder());
    this.cancelled = false;
    this.show();
    try {
      this.starting = recorder.start();
      await this.starting;
      this.limit = setTimeout(() => this.end(), LONGEST_MS);
    } catch {
      this.hide();
      toast("用不了麦克风，可以点“＋”里的语音文件", this.phone.screen);
    }
  }

  slide(y) {
    if (!this.recorder) return;
    this.cancelled = y < this.element.getBoundingClientRect().top - CANCEL_ABOVE_PX;
    this.overlay.classList.toggle("cancelling", this.cancelled);
    this.hint.textContent = this.cancelled ? "松开 取消" : "松开 发送";
  }

  drop() {
    this.cancelled = true;
    return this.end();
  }

  async end() {
    const { recorder, cancelled } = this;
    if (!recorder) return;
    this.hide();
    const started = await this.starting.then(
      () => true,
      () => false,
    );
    if (!started) return;
    const { sound, seconds } = await recorder.stop();
    if (cancelled) return;
    if (seconds < TOO_SHORT_SECONDS) toast("说话时间太短", this.phone.screen);
    else await this.phone.upload("voice", sound, `voice.${sound.type.includes("mp4") ? "m4a" : "webm"}`);
  }

  show() {
    this.slide(Infinity);
    this.element.classList.add("held");
    this.element.textContent = "松开 结束";
    this.phone.screen.append(this.overlay);
  }

  hide() {
    clearTimeout(this.limit);
    this.recorder = null;
    this.element.classList.remove("held");
    this.element.textContent = "按住 说话";
    this.overlay.remove();
  }
}

function bars() {
  return element(
    "span",
    { class: "talk-bars", "aria-hidden": "true" },
    Array.from({ length: 15 }, () => element("i")),
  );
}
