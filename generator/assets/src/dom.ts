/** Small helpers. Nothing here needs a secure context, fetch or modules. */

export const root = document.documentElement;

export function all<T extends HTMLElement = HTMLElement>(selector: string, within: ParentNode = document): T[] {
  return Array.from(within.querySelectorAll<T>(selector));
}

export function one<T extends HTMLElement = HTMLElement>(selector: string, within: ParentNode = document): T | null {
  return within.querySelector<T>(selector);
}

export { make } from "./make";

/** Storage may be missing, full or forbidden: then nothing is remembered. */
export function recall(key: string): string | null {
  try {
    return window.localStorage.getItem("xinyu." + key);
  } catch {
    return null;
  }
}

export function remember(key: string, value: string): void {
  try {
    window.localStorage.setItem("xinyu." + key, value);
  } catch {
    /* the page works without */
  }
}

let cached: Record<string, string> | null = null;

/** The page's own words, from script#xy-strings. */
export function words(): Record<string, string> {
  if (!cached) {
    cached = {};
    try {
      const parsed: unknown = JSON.parse(document.getElementById("xy-strings")?.textContent || "{}");
      if (parsed && typeof parsed === "object") cached = parsed as Record<string, string>;
    } catch {
      /* a page without words still works */
    }
  }
  return cached;
}

export function word(key: string): string {
  return words()[key] || key;
}

/** A word of the page with its {places} filled. */
export function say(key: string, values: Record<string, string | number>): string {
  return word(key).replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}

/** Move focus without making the element a tab stop. */
export function focusOn(element: HTMLElement, scroll = true): void {
  if (!element.hasAttribute("tabindex") && !/^(A|BUTTON|INPUT|TEXTAREA)$/.test(element.tagName)) {
    element.tabIndex = -1;
  }
  element.focus({ preventScroll: true });
  if (scroll) reveal(element);
}

/** Scroll only as far as needed to see the element's start. */
export function reveal(element: HTMLElement): void {
  const box = element.getBoundingClientRect();
  if (box.top < 72 || box.bottom > window.innerHeight) {
    const still = !window.matchMedia || window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const top = window.pageYOffset + box.top - Math.max(80, (window.innerHeight - box.height) / 3);
    if (still || !("scrollBehavior" in root.style)) window.scrollTo(0, top);
    else window.scrollTo({ top, behavior: "smooth" });
  }
}
