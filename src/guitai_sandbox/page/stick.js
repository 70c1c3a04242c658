/** Keeps a growing list at its end, unless someone has scrolled up to read. */

const NEAR_END_PX = 80;

/** Follow the end of `content` inside `scroller`; gives the function that goes there. */
export function followEnd(scroller, content) {
  let atEnd = true;
  const toEnd = () => {
    atEnd = true;
    scroller.scrollTop = scroller.scrollHeight;
  };
  scroller.addEventListener("scroll", () => {
    atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END_PX;
  });
  const grown = new ResizeObserver(() => atEnd && toEnd());
  grown.observe(content);
  grown.observe(scroller);
  return toEnd;
}
