/** The page that binds a device, once or anew. */

import { bind } from "./binding.js";
import { deviceOf } from "./keys.js";
import { run } from "./page.js";
import { show } from "./screens.js";

run(async (bank) => {
  const before = await deviceOf(bank.openid);
  if (before && (await stillBound(bank, before))) await wanted(show("bound", { name: before.name }));
  const { name } = await bind(bank);
  show("done", { name });
});

async function stillBound(bank, device) {
  try {
    await bank.call("/shield/challenges", { device: device.id });
    return true;
  } catch (error) {
    if (error.code === "shield.no_device") return false;
    throw error;
  }
}

function wanted(screen) {
  return new Promise((anew) => screen.querySelector("[data-anew]").addEventListener("click", anew));
}
