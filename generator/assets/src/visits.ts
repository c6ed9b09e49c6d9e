/** The copies of pages that this browser has read (src/worker/visited.ts), seen from a page. */
import { one, root } from "./dom";

/** The service workers of this site, own language first; none where the site keeps no copies. */
export function workers(): string[] {
  return (root.getAttribute("data-xy-worker") ?? "").split(" ").filter(Boolean);
}

/** What the list of visited pages may say of this one: nothing where the page speaks of what others need not know. */
export function listedTitle(): string {
  return one(".xy-notice--sensitive") ? "" : document.title;
}

/** Drops the copies of pages that were read, of both languages. What is kept for everybody stays. */
export async function forgetVisits(): Promise<void> {
  if (!("caches" in window)) return;
  for (const worker of workers()) {
    const folder = new URL("./", new URL(worker, window.location.href)).pathname;
    await window.caches.delete(`xinyu ${folder} visited`);
  }
}
