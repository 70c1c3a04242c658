/** What happened in the chat without being said, as a small grey line. */

const tapped = (key) => `你点了菜单“${key}”`;

const LINES = {
  subscribe: (_, account) => `你关注了${account}`,
  unsubscribe: (_, account) => `你取消了对${account}的关注`,
  SCAN: (key) => `你扫了二维码 ${key}`,
  CLICK: tapped,
  media_id: tapped,
  article_id: tapped,
  article_view_limited: tapped,
  view_limited: tapped,
  VIEW: (key) => `你从菜单打开了“${key}”`,
  view_miniprogram: (key) => `你从菜单打开了小程序 ${key}`,
  scancode_push: (key) => `你从菜单“${key}”扫了码`,
  scancode_waitmsg: (key) => `你从菜单“${key}”扫了码`,
  pic_sysphoto: (key) => `你从菜单“${key}”拍了照片`,
  pic_photo_or_album: (key) => `你从菜单“${key}”选了照片`,
  pic_weixin: (key) => `你从菜单“${key}”选了照片`,
  location_select: (key) => `你从菜单“${key}”发了位置`,
  LOCATION: () => "公众号得知了你的位置",
};

/** The line for an event; a button is called by its name where the menu still has it. */
export function happened({ event, key }, { account, buttonName }) {
  if (event === "subscribe" && key) return `你扫码关注了${account}（${key}）`;
  const called = key ? buttonName(key) : "";
  return LINES[event]?.(called, account) ?? `${event} ${called}`.trim();
}
