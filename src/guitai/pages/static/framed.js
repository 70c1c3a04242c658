/** Talks with the one origin that may frame this page, if there is one (docs/shield.md §9). Nothing sealed is told. */

const { framedBy } = document.documentElement.dataset;

/** Whether it is framed by that origin. */
export const framed = Boolean(framedBy) && window.parent !== window;

/** Say this to whoever frames the page. */
export function tell(message) {
  if (framed) window.parent.postMessage(message, framedBy);
}

/** Hear what it says of this kind; gives the function that ends it. */
export function hear(kind, heard) {
  const listen = ({ origin, source, data }) => {
    if (origin === framedBy && source === window.parent && data?.guitai === kind) heard(data);
  };
  if (framed) window.addEventListener("message", listen);
  return () => window.removeEventListener("message", listen);
}
