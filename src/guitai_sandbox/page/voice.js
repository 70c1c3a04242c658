/** A voice message: as wide as it is long, and only one sounds at a time. */

import { element } from "./dom.js";
import { icon } from "./icons.js";
import { toast } from "./toast.js";

const LONGEST_SECONDS = 60; // WeChat records no more
let playing = null;

/** The bubble of a voice message. */
export function voiceBubble({ url, seconds = 0 }, { screen }) {
  const length = Math.max(1, Math.round(seconds));
  const bubble = element(
    "button",
    {
      type: "button",
      class: "bubble voice",
      "aria-label": `语音，${length} 秒，点按播放`,
      "aria-pressed": "false",
      onclick: () => toggle(bubble, url, screen),
    },
    icon("wave"),
    element("span", {}, `${length}″`),
  );
  bubble.style.setProperty("--long", Math.min(1, length / LONGEST_SECONDS));
  return bubble;
}

function toggle(bubble, url, screen) {
  const again = playing?.bubble === bubble;
  stop();
  if (!again) play(bubble, url, screen);
}

function play(bubble, url, screen) {
  const audio = new Audio(url);
  playing = { audio, bubble };
  sounds(bubble, true);
  audio.addEventListener("ended", stop);
  audio.play().catch((error) => {
    if (error.name === "AbortError") return; // stopped before it began
    stop();
    toast("这段语音放不出来", screen);
  });
}

function stop() {
  playing?.audio.pause();
  if (playing) sounds(playing.bubble, false);
  playing = null;
}

function sounds(bubble, on) {
  bubble.classList.toggle("playing", on);
  bubble.setAttribute("aria-pressed", String(on));
}
