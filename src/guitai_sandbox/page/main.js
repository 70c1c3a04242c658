/** The sandbox's page: tools above, phones side by side, a panel for the engineer beside them. */

import * as api from "./api.js";
import { ClockBar } from "./clockbar.js";
import { Desk } from "./desk.js";
import { FaultsPanel } from "./faults.js";
import { Live } from "./live.js";
import { Panels } from "./panels.js";
import { People } from "./people.js";
import { SmsPanel } from "./sms.js";
import { Clock } from "./time.js";
import { attempt } from "./toast.js";
import { WirePanel } from "./wire.js";
import { speak, switchLanguage } from "./words.js";

const byId = (id) => document.getElementById(id);

const live = new Live();
const clock = new Clock();
const desk = new Desk(byId("phones"), {
  account: document.body.dataset.account,
  clock,
  live,
  changed: refresh,
});
const people = new People(byId("people"), { desk, live, changed: refresh });
new ClockBar(byId("clock"), clock, live);
const panels = {
  wire: new WirePanel({ live, desk }),
  faults: new FaultsPanel(desk),
  sms: new SmsPanel(),
};
new Panels(byId("panel-buttons"), byId("panel"), panels, byId("open-tools"));

byId("language").addEventListener("click", switchLanguage);
toolsDrawer(byId("open-tools"), byId("tools"));
live.addEventListener("reconnect", async () => {
  await refresh();
  await attempt(() => desk.catchUp());
});
speak();
await refresh();

/** Who there is, and who follows, as the sandbox has it. */
async function refresh() {
  const users = await attempt(api.users);
  if (!users) return;
  desk.update(users);
  people.draw(users);
}

/** In a narrow window the tools lie behind a button, over the phone. */
function toolsDrawer(button, tools) {
  const show = (open) => {
    const lost = !open && tools.contains(document.activeElement) && button.checkVisibility();
    if (lost) button.focus();
    document.body.classList.toggle("tools-open", open);
    button.setAttribute("aria-expanded", String(open));
  };
  button.addEventListener("click", () => show(!document.body.classList.contains("tools-open")));
  tools.addEventListener(
    "click",
    (event) => event.target.closest("[data-openid], [data-panel]") && show(false),
  );
  tools.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !document.body.classList.contains("tools-open")) return;
    show(false);
  });
  byId("phones").addEventListener("pointerdown", () => show(false));
}
