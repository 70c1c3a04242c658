/** The account's own page behind the three dots: follow, scan one of its codes, unfollow. */

import { bankAvatar } from "./avatar.js";
import { element } from "./dom.js";
import { scanForm } from "./scan.js";

/** Open it over the chat. */
export function openProfile(phone) {
  const act = async (work) => (await work()) && sheet.close();
  const head = element(
    "div",
    { class: "profile-head" },
    bankAvatar(),
    element("strong", {}, phone.account),
    element("small", {}, "银行柜台，就在对话里"),
  );
  const [kind, label, work] = phone.user.following
    ? ["leave", "不再关注", () => phone.unfollow()]
    : ["enter", "关注公众号", () => phone.follow()];
  const toggle = element(
    "button",
    { type: "button", class: `profile-row ${kind}`, onclick: () => act(work) },
    label,
  );
  const scan = scanForm("公众号二维码的场景值", (scene) => act(() => phone.follow(scene)));
  const sheet = phone.sheets.open(element("div", { class: "profile" }, head, toggle, scan), {
    title: "公众号",
    left: "back",
  });
}
