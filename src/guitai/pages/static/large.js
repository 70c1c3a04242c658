/** Large type for who asked for it, remembered in this browser for every page that has the button. */

import { choices, choose } from "./keys.js";

/** Look up what was chosen; gives the function that sets it on a screen, and listens to its button. */
export async function largeType(openid) {
  let { large = false } = await choices(openid);
  return (screen) => {
    const button = screen.querySelector("[data-large]");
    const set = () => {
      document.documentElement.classList.toggle("large", large);
      button.setAttribute("aria-pressed", String(large));
    };
    set();
    button.addEventListener("click", () => {
      large = !large;
      set();
      choose(openid, { large });
    });
  };
}
