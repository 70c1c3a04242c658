/** The row one writes in: voice or keyboard, the text, stickers, and all else behind the plus. */

import { element } from "./dom.js";
import { icon, iconButton } from "./icons.js";
import { plusPanel } from "./plus.js";
import { stickerPanel } from "./sticker.js";
import { TalkButton } from "./talk.js";

const MOST_LINES_PX = 136; // five lines, none of them cut

/** Writes and sends; `leading` is the switch to the menu, where there is one. */
export class Composer {
  constructor(phone, leading) {
    this.phone = phone;
    this.text = element("textarea", {
      class: "writing",
      rows: 1,
      "aria-label": "输入消息",
      enterkeyhint: "send",
    });
    this.talk = new TalkButton(phone);
    this.voice = iconButton("voice", "切换到按住说话", () => this.speakOrWrite(), {
      data: { action: "voice" },
    });
    this.smile = iconButton("smile", "表情", () => this.drawer("stickers"), { data: { action: "stickers" } });
    this.add = iconButton("add", "更多功能", () => this.drawer("plus"), { data: { action: "plus" } });
    this.go = element("button", { type: "button", class: "solid send", onclick: () => this.send() }, "发送");
    this.openers = { stickers: this.smile, plus: this.add };
    this.drawers = { stickers: stickerPanel(this), plus: plusPanel(phone) };
    const row = element(
      "div",
      { class: "row" },
      leading,
      this.voice,
      this.text,
      this.talk.element,
      this.smile,
      this.add,
      this.go,
    );
    this.element = element("div", { class: "composer" }, row, Object.values(this.drawers));
    this.listen();
    this.drawer(null);
    this.setSpeaking(false);
    this.grown();
  }

  listen() {
    this.text.addEventListener("input", () => this.grown());
    this.text.addEventListener("focus", () => this.drawer(null));
    for (const [name, panel] of Object.entries(this.drawers))
      panel.addEventListener("keydown", (event) => event.key === "Escape" && this.shut(name));
    this.text.addEventListener("keydown", (event) => {
      // Enter also ends a word in a Chinese input method: that one is not ours.
      const composing = event.isComposing || event.keyCode === 229; // Safari says it by the code alone
      if (event.key !== "Enter" || event.shiftKey || composing) return;
      event.preventDefault();
      this.send();
    });
  }

  async send() {
    const content = this.text.value;
    if (!content.trim()) return;
    this.text.value = "";
    this.grown();
    const sent = await this.phone.send({ type: "text", content });
    if (!sent && !this.text.value) this.write(content); // refused: nobody should have to type it twice
  }

  /** Put something into the text, at its end. */
  write(more) {
    this.text.value += more;
    this.grown();
  }

  sendSticker() {
    this.phone.send({ type: "sticker" });
  }

  speakOrWrite() {
    this.drawer(null);
    this.setSpeaking(!this.speaking);
    this.focus();
  }

  focus() {
    (this.speaking ? this.talk.element : this.text).focus();
  }

  setSpeaking(speaking) {
    this.speaking = speaking;
    this.text.hidden = speaking;
    this.talk.element.hidden = !speaking;
    const label = speaking ? "切换到键盘" : "切换到按住说话";
    this.voice.replaceChildren(icon(speaking ? "keyboard" : "voice"));
    this.voice.setAttribute("aria-label", label);
    this.voice.title = label;
    this.grown();
  }

  /** Open one drawer, or close it where it is open. */
  drawer(name) {
    const opening = name && this.drawers[name].hidden;
    for (const [each, panel] of Object.entries(this.drawers)) {
      panel.hidden = !(opening && each === name);
      this.openers[each].setAttribute("aria-expanded", String(!panel.hidden));
    }
    if (opening) this.setSpeaking(false);
  }

  shut(name) {
    this.drawer(null);
    this.openers[name].focus();
  }

  grown() {
    const writing = Boolean(this.text.value.trim()) && !this.speaking;
    this.go.hidden = !writing;
    this.add.hidden = writing;
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(this.text.scrollHeight, MOST_LINES_PX)}px`;
  }
}
