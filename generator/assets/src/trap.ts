/** What a drawer and a dialog share: Tab stays inside, Esc closes, focus returns. */
import { all } from "./dom";

const stops = "a[href],button:not([disabled]),input:not([disabled]),select,textarea,summary,[tabindex='0']";

export interface Trap {
  release(): void;
}

export function trap(box: HTMLElement, onEscape: () => void): Trap {
  const before = document.activeElement;

  function onKey(event: KeyboardEvent): void {
    if (event.key === "Escape" && !event.isComposing) {
      event.preventDefault();
      onEscape();
      return;
    }
    if (event.key !== "Tab") return;
    const inside = all(stops, box).filter((element) => element.offsetParent !== null);
    const first = inside[0];
    const last = inside[inside.length - 1];
    if (!first || !last) return;
    const now = document.activeElement;
    const outside = !now || !box.contains(now);
    if (event.shiftKey && (outside || now === first)) {
      event.preventDefault();
      last.focus();
    } else if (!event.shiftKey && (outside || now === last)) {
      event.preventDefault();
      first.focus();
    }
  }

  document.addEventListener("keydown", onKey);
  return {
    release(): void {
      document.removeEventListener("keydown", onKey);
      if (before instanceof HTMLElement && document.contains(before)) before.focus();
    },
  };
}
