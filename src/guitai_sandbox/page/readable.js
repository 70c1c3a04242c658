/** Bodies on the wire, laid out for reading: JSON and XML, each element on a line. */

/** The same body with line breaks and indents; what is neither stays as it is, line by line. */
export function readable(body) {
  const text = body.trim();
  return text.startsWith("<")
    ? indented(text)
    : (spread(text) ??
        text
          .split("\n")
          .map((line) => spread(line) ?? line)
          .join("\n"));
}

/** What a message or an event is about, on one line; nothing where the body is no message. */
export function gist(xml) {
  const found = ["MsgType", "Event", "EventKey", "Content"].map((name) => held(name, xml ?? ""));
  return found.filter(Boolean).join(" ");
}

function held(name, xml) {
  return new RegExp(`<${name}><!\\[CDATA\\[(.*)`).exec(xml)?.[1].replace(/(<a\s.*|\]\]>.*)/, "");
}

function spread(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return null;
  }
}

/** Only tags are moved: what stands between CDATA marks stays untouched. */
function indented(xml) {
  const pieces = xml.match(/<!\[CDATA\[[\s\S]*?\]\]>|<[^>]+>|[^<]+/g) ?? [];
  let depth = 0;
  let line = "";
  const lines = [];
  const end = () => {
    if (line.trim()) lines.push("  ".repeat(depth) + line.trim());
    line = "";
  };
  for (const piece of pieces) {
    if (piece.startsWith("</")) {
      const holdsText = line !== "";
      if (!holdsText) depth -= 1;
      line += piece;
      end();
    } else if (/^<[^!?]/.test(piece) && !piece.endsWith("/>")) {
      if (line) {
        end();
        depth += 1;
      }
      line = piece;
    } else line += piece;
  }
  end();
  return lines.join("\n");
}
