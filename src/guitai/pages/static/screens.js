/** One screen at a time: each stands in the page as a template, in words; what is not shown is not there. */

import { copyOf, fill } from "./dom.js";

const main = document.getElementById("page");

/** Show a screen with these texts in it, from its top; gives the element it is in. */
export function show(name, texts = {}) {
  main.replaceChildren(copyOf(name));
  main.dataset.screen = name;
  fill(main, texts);
  for (const link of main.querySelectorAll("a[href^='/']")) link.search = `?lang=${document.documentElement.lang}`;
  scrollTo(0, 0);
  attend(main.querySelector("h1"));
  return main;
}

/** What is on the screen, taken away. The function that is given puts it back. */
export function putAway() {
  const { screen } = main.dataset;
  const nodes = [...main.childNodes];
  const active = document.activeElement;
  const scrolled = scrollY;
  main.replaceChildren();
  return () => {
    main.replaceChildren(...nodes);
    main.dataset.screen = screen;
    scrollTo(0, scrolled);
    if (main.contains(active)) active.focus({ preventScroll: true });
  };
}

/** Let a screen reader go on from here; never take the focus from a page around this one. */
export function attend(node) {
  if (!node || !document.hasFocus()) return;
  node.tabIndex = -1;
  node.focus({ preventScroll: true });
}
