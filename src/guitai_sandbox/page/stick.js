/** Keeps a growing list at its end, unless someone has scrolled up to read. */

const NEAR_END_PX = 80;

/** Follow the end of `content` inside `scroller`; gives the function that goes there. */
export function followEnd(scroller, content) {
  let atEnd = true;
  let top = 0;
  const toEnd = () => {
    atEnd = true;
    scroller.scrollTop = scroller.scrollHeight;
  };
  scroller.addEventListener("scroll", () => {
    const near = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END_PX;
    // A picture that has just loaded also puts the end out of sight, but only a person goes up.
    if (near || scroller.scrollTop < top) atEnd = near;
    top = scroller.scrollTop;
  });
  const grown = new ResizeObserver(() => atEnd && toEnd());
  grown.observe(content);
  grown.observe(scroller);
  return toEnd;
}
