/** The sandbox's phone API, one function a call. Knows no screen. */

/** What the sandbox refused: a code, and a sentence in English. */
export class ApiError extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

export const users = async () => (await call("GET", "/phone/users")).users;
export const addUser = (nickname) => call("POST", "/phone/users", { nickname });
export const follow = (openid, scene) => call("POST", `${user(openid)}/follow`, scene ? { scene } : {});
export const unfollow = (openid) => call("POST", `${user(openid)}/unfollow`, {});

export const messages = (openid, after, wait) =>
  call("GET", `${user(openid)}/messages?after=${after}&wait=${wait}`);
export const send = (openid, message) => call("POST", `${user(openid)}/messages`, message);
export const tap = (openid, seq, option) => call("POST", `${user(openid)}/tap`, { seq, option });

/** Pictures, voice, video and files: `type`, and the bytes under their name. */
export function upload(openid, type, file, name) {
  const form = new FormData();
  form.append("type", type);
  form.append("file", file, name ?? file.name);
  return call("POST", `${user(openid)}/messages`, form);
}

/** The buttons of the menu as this user sees it; none where the bank has made no menu. */
export const menu = async (openid) => (await call("GET", `${user(openid)}/menu`)).button;

/** What this user types in where the bank asks who they are; null where nobody has told the sandbox. */
export const details = (openid) => call("GET", `${user(openid)}/details`);

/** The text messages of one number; of all numbers where none is given. */
export async function texts(mobile) {
  const query = mobile ? `?mobile=${encodeURIComponent(mobile)}` : "";
  return (await call("GET", `/phone/sms${query}`)).messages;
}

export const clock = async () => (await call("GET", "/phone/clock")).now;
export const moveClock = async (move) => (await call("POST", "/phone/clock", move)).now;
export const addFault = (rule) => call("POST", "/phone/faults", { rules: [rule] });
export const clearFaults = () => call("DELETE", "/phone/faults");
export const wire = async (after) => (await call("GET", `/phone/wire?after=${after}`)).entries;

function user(openid) {
  return `/phone/users/${encodeURIComponent(openid)}`;
}

async function call(method, path, body) {
  const form = body instanceof FormData;
  const headers = body && !form ? { "Content-Type": "application/json" } : {};
  const answer = await fetch(path, {
    method,
    headers,
    body: body && !form ? JSON.stringify(body) : body,
  }).catch(() => {
    throw new ApiError("unreachable");
  });
  if (!answer.ok) throw await refusal(answer);
  return answer.status === 204 ? null : answer.json();
}

async function refusal(answer) {
  const { error } = await answer.json().catch(() => ({}));
  return new ApiError(error?.code, error?.message ?? `The sandbox answered ${answer.status}.`);
}
