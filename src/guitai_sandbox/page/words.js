/** The words of the frame around the phones, in Chinese and in English. The phone itself is Chinese. */

const WORDS = {
  title: ["柜台沙箱", "Guitai sandbox"],
  skip: ["跳到手机", "Skip to the phones"],
  people: ["用户", "Users"],
  "people.add": ["新用户", "New user"],
  "people.nickname": ["昵称", "Nickname"],
  "people.create": ["添加", "Add"],
  "people.stranger": ["未关注", "not following"],
  "people.unread": ["有新消息", "new messages"],
  "phone.follow": ["关注", "Follow"],
  "phone.unfollow": ["取消关注", "Unfollow"],
  "phone.close": ["收起", "Put away"],
  phones: ["手机", "Phones"],
  "phones.none": ["请在工具栏选一位用户，手机就会出现在这里。", "Choose a user in the tools: the phone appears here."],
  clock: ["沙箱时钟", "Sandbox clock"],
  "clock.hour": ["+1 小时", "+1 h"],
  "clock.day": ["+1 天", "+1 day"],
  "clock.month": ["+1 月", "+1 month"],
  "clock.date": ["到某时…", "To a date…"],
  "clock.at": ["拨到", "Move to"],
  "clock.go": ["前往", "Go"],
  wire: ["抓包", "Wire"],
  "wire.filter": ["筛选路径或内容", "Filter by path or content"],
  "wire.shown": ["只看屏幕上的用户", "Only users on screen"],
  "wire.clear": ["清屏", "Clear"],
  "wire.none": ["还没有请求。发一条消息试试。", "Nothing yet. Send a message."],
  "wire.encrypted": ["密文", "Encrypted"],
  "wire.plain": ["明文", "Plain"],
  "wire.asked": ["请求与应答", "Request and answer"],
  "wire.empty": ["（空）", "(empty)"],
  "wire.push": ["推送", "push"],
  "wire.reply": ["回复", "reply"],
  "wire.api": ["接口", "API"],
  faults: ["故障", "Faults"],
  "faults.about": [
    "让微信这一侧出错，看银行怎样应对。",
    "Make WeChat's side fail, and see how the bank copes.",
  ],
  "faults.on": ["发生在", "On"],
  "faults.push": ["推送给银行的消息", "pushes to the bank"],
  "faults.api": ["银行调用的接口", "API calls of the bank"],
  "faults.openid": ["用户", "User"],
  "faults.anyone": ["任何人", "anyone"],
  "faults.path": ["路径", "Path"],
  "faults.do": ["做什么", "Do"],
  "faults.repeat": ["重复", "repeat"],
  "faults.delay": ["延迟", "delay"],
  "faults.drop": ["丢弃", "drop"],
  "faults.reorder": ["乱序", "reorder"],
  "faults.error": ["返回错误码", "error code"],
  "faults.timeout": ["超时", "timeout"],
  "faults.cut": ["断开连接", "cut the connection"],
  "faults.revoke_token": ["作废令牌", "revoke the token"],
  "faults.same_msgid": ["与他人消息 ID 相同", "another user's MsgId"],
  "faults.wrong_signature": ["签名错误", "wrong signature"],
  "faults.replay": ["重放旧请求", "replay an old request"],
  "faults.forged_plain": ["伪造明文", "forge the plain text"],
  "faults.xml_entities": ["XML 实体攻击", "XML entity attack"],
  "faults.seconds": ["秒数", "Seconds"],
  "faults.errcode": ["错误码", "errcode"],
  "faults.times": ["次数", "Times"],
  "faults.add": ["添加规则", "Add rule"],
  "faults.clear": ["全部清除", "Clear all"],
  "faults.mine": ["在这里添加的规则", "Rules added here"],
  "faults.none": ["没有", "None"],
  sms: ["短信", "SMS"],
  "sms.mobile": ["手机号（可不填）", "Mobile number (optional)"],
  "sms.read": ["查看", "Read"],
  "sms.none": ["没有短信。", "No messages."],
  close: ["关闭", "Close"],
  "error.unreachable": [
    "连不上沙箱，请看看它是否还在运行",
    "The sandbox cannot be reached: is it still running?",
  ],
  "error.not_following": [
    "您还没有关注这个公众号，关注后才能发消息",
    "This user does not follow the account",
  ],
  "error.code_expired": ["二维码已过期", "This code has expired"],
  "error.no_such_user": ["沙箱里没有这位用户", "The sandbox does not know this user"],
  "error.no_such_button": ["菜单已经变了，请再点一次", "The menu has changed: please tap again"],
  "error.no_such_option": ["这个选项点不了了", "This option cannot be tapped"],
  "error.unreadable": ["这个文件读不出来，请换一个", "This file cannot be read"],
  "error.forward_only": ["时钟只能往前拨", "The clock only moves forward"],
  tools: ["工具", "Tools"],
};

const STORED_AS = "guitai.frame.language";
let english = localStorage.getItem(STORED_AS) === "en";

/** One of the frame's words in the language chosen; undefined where there is none. */
export function word(key) {
  return WORDS[key]?.[english ? 1 : 0];
}

/** Put a word into a node, to be changed with the language. */
export function say(node, key) {
  node.dataset.word = key;
  node.textContent = word(key);
  return node;
}

/** Label a node for screen readers, to be changed with the language. */
export function name(node, key) {
  node.dataset.wordLabel = key;
  node.setAttribute("aria-label", word(key));
  return node;
}

/** Say everything on the page in the language chosen. */
export function speak() {
  document.documentElement.lang = english ? "en" : "zh-CN";
  document.title = `${word("title")} · ${document.body.dataset.account}`;
  for (const node of document.querySelectorAll("[data-word]")) say(node, node.dataset.word);
  for (const node of document.querySelectorAll("[data-word-label]")) name(node, node.dataset.wordLabel);
  for (const node of document.querySelectorAll("[data-word-hint]"))
    node.placeholder = word(node.dataset.wordHint);
}

/** Chinese to English and back; remembered in this browser. */
export function switchLanguage() {
  english = !english;
  localStorage.setItem(STORED_AS, english ? "en" : "zh");
  speak();
}
