/** What happens while one looks: the sandbox's event stream, or asking again and again where it has none. */

const LONG_POLL_SECONDS = 25;
const BUSY_POLL_SECONDS = 1; // whether the bank has finished is no message, so a long wait would hide it
const WIRE_EVERY_MS = 2000;

/** Fires `message`, `sms`, `wire`, `clock` and `reconnect`, and has every watched chat load what is new. */
export class Live extends EventTarget {
  constructor() {
    super();
    this.watched = new Map();
    this.source = new EventSource("/phone/events");
    this.source.addEventListener("open", () => this.connected());
    this.source.addEventListener("message", (event) => this.hear(JSON.parse(event.data)));
    this.source.addEventListener("error", () => {
      this.cut = true;
      if (this.source.readyState === EventSource.CLOSED) this.poll();
    });
  }

  /** Have `load(wait)` called when something may be new for this user; gives the function that ends it. */
  watch(openid, load) {
    this.watched.set(openid, load);
    if (this.polling) this.ask(openid, load);
    else load(0);
    return () => this.watched.delete(openid);
  }

  hear(news) {
    if (news.openid) this.watched.get(news.openid)?.(0);
    if (news.openid) this.dispatchEvent(new CustomEvent("message", { detail: news.openid }));
    if (news.sms) this.dispatchEvent(new CustomEvent("sms", { detail: news.sms }));
    if (news.wire) this.dispatchEvent(new CustomEvent("wire"));
    if (news.clock) this.dispatchEvent(new CustomEvent("clock", { detail: news.clock }));
  }

  /** A stream that was cut may have missed anything, also that the sandbox was started anew. */
  connected() {
    if (this.cut) this.dispatchEvent(new CustomEvent("reconnect"));
    this.cut = false;
  }

  poll() {
    this.polling = true;
    for (const [openid, load] of this.watched) this.ask(openid, load);
    setInterval(() => this.dispatchEvent(new CustomEvent("wire")), WIRE_EVERY_MS);
  }

  async ask(openid, load) {
    let idle = true;
    while (this.watched.get(openid) === load) idle = await load(idle ? LONG_POLL_SECONDS : BUSY_POLL_SECONDS);
  }
}
