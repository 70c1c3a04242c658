/** The page that freezes everything, from anybody's phone. */

import { entries } from "./entries.js";
import { Form } from "./form.js";
import { run } from "./page.js";
import { show } from "./screens.js";

run(async (bank) => {
  await new Promise((frozen, failed) => {
    const element = show("freeze").querySelector("form");
    const send = async () => {
      const entered = entries(element, ["name", "id_number", "mobile"]);
      if (!entered) return;
      await bank.call("/shield/freezes", entered);
      frozen();
    };
    new Form(element, { send, failed });
  });
  show("done");
});
