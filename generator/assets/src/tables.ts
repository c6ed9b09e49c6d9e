/** A table's frame is a tab stop only while it has something to scroll. */
import { all } from "./dom";

export function startTables(): void {
  const frames = all(".xy-table");
  if (!frames.length) return;
  const measure = (): void => {
    for (const frame of frames) {
      if (frame.scrollWidth > frame.clientWidth + 1) frame.tabIndex = 0;
      else frame.removeAttribute("tabindex");
    }
  };
  let waiting = 0;
  window.addEventListener("resize", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(measure, 150);
  });
  document.addEventListener("xy-type", measure);
  measure();
}
