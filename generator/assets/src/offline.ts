/**
 * Makes the site installable where a browser allows it: registers the worker of this language's tree, then the other
 * one's, tells it which page was read, and offers a new build's copies. Elsewhere (file://, http://school.lan) and in
 * a preview nothing happens.
 */
import { all, focusOn, make, one, root, word } from "./dom";
import { listedTitle, workers } from "./visits";

const LATER = 3_000; // ms after the page is whole: on a slow line the page comes first
const HUSH = "xinyu.later";

export function startOffline(): void {
  const addresses = workers();
  if (!addresses.length || !/^https?:$/.test(window.location.protocol) || !window.isSecureContext) return;
  addManifest();
  if (!("serviceWorker" in navigator)) return;
  showVisits();
  const begin = (): void => {
    window.setTimeout(() => void keepCopies(addresses), LATER);
  };
  if (document.readyState === "complete") begin();
  else window.addEventListener("load", begin);
}

/** By script, because file:// refuses to load it and says so in the console. */
function addManifest(): void {
  const link = document.createElement("link");
  link.rel = "manifest";
  link.href = `${root.getAttribute("data-xy-root") ?? "./"}manifest.json`;
  document.head.appendChild(link);
}

async function keepCopies(addresses: string[]): Promise<void> {
  try {
    const [own, ...others] = addresses;
    if (!own) return;
    const registration = await navigator.serviceWorker.register(own, { updateViaCache: "none" });
    watch(registration);
    const ready = await navigator.serviceWorker.ready;
    const tell = (): void => {
      ready.active?.postMessage({ type: "visited", title: listedTitle(), files: usedFiles(ready.scope) });
    };
    tell();
    if (await loadPictures()) tell();
    for (const other of others) await navigator.serviceWorker.register(other, { updateViaCache: "none" });
  } catch {
    // A host without sw.js, a private window, a full disk: the site works without copies.
  }
}

/** What this page has loaded from the worker's folder, in the widths of pictures that this browser has chosen. */
function usedFiles(scope: string): string[] {
  const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
  const shown = all<HTMLImageElement>("img").map((picture) => picture.currentSrc);
  return [...new Set([...loaded, ...shown])].filter((file) => file.startsWith(scope) && !/\/(sw\.js|manifest\.json)$/.test(file));
}

/**
 * Loads the pictures further down, so that the copy of the page is whole; not for who asked to save data. Says whether
 * there were any.
 */
async function loadPictures(): Promise<boolean> {
  const thrifty = (navigator as Navigator & { connection?: { saveData?: boolean } }).connection?.saveData;
  const waiting = all<HTMLImageElement>("img[loading=lazy]").filter((picture) => !picture.complete);
  if (thrifty || !waiting.length) return false;
  const done = waiting.map(
    (picture) =>
      new Promise((resolve) => {
        picture.addEventListener("load", resolve);
        picture.addEventListener("error", resolve);
        picture.loading = "eager";
      }),
  );
  await Promise.all(done);
  return true;
}

function watch(registration: ServiceWorkerRegistration): void {
  const see = (): void => {
    if (registration.waiting && navigator.serviceWorker.controller) offer(registration.waiting);
  };
  see();
  registration.addEventListener("updatefound", () => {
    const coming = registration.installing;
    coming?.addEventListener("statechange", () => {
      if (coming.state === "installed") see();
    });
  });
}

/** One quiet line; never over an exam. Left alone, the new build takes over when all pages are closed. */
function offer(waiting: ServiceWorker): void {
  if (document.body.getAttribute("data-xy-kind") === "exam" || one(".xyt-update") || hushed()) return;
  const bar = make("div", "xyt-update");
  bar.setAttribute("role", "region");
  bar.setAttribute("aria-label", word("update-title"));
  const line = make("p", "", word("update-ready"));
  line.setAttribute("role", "status");
  const now = make("button", "xyt-update__now", word("update-now"));
  const later = make("button", "xyt-update__later", word("update-later"));
  now.type = later.type = "button";
  now.addEventListener("click", () => {
    now.disabled = true;
    navigator.serviceWorker.addEventListener("controllerchange", () => window.location.reload());
    waiting.postMessage({ type: "take-over" });
  });
  later.addEventListener("click", () => {
    hush();
    bar.remove();
    const main = document.getElementById("xy-main");
    if (main) focusOn(main, false);
  });
  bar.append(line, now, later);
  document.body.appendChild(bar);
}

function hushed(): boolean {
  try {
    return window.sessionStorage.getItem(HUSH) !== null;
  } catch {
    return false;
  }
}

function hush(): void {
  try {
    window.sessionStorage.setItem(HUSH, "1");
  } catch {
    /* then it asks again on the next page */
  }
}

interface Visit {
  title: string;
  at: number;
}

/** On the page for readers without a network: which pages are here, and the way to the one they wanted. */
function showVisits(): void {
  const place = one("[data-xy-visits]");
  const worker = navigator.serviceWorker.controller;
  if (!place) return;
  const wanted = new URLSearchParams(window.location.search).get("page");
  const again = one<HTMLAnchorElement>("[data-xy-again]");
  if (again && wanted) {
    const url = new URL(wanted, new URL("./", window.location.href));
    if (url.href.startsWith(new URL("./", window.location.href).href)) again.href = url.href;
  }
  if (!worker) return;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = (event) => {
    const pages = Object.entries(event.data as Record<string, Visit>)
      .filter(([, visit]) => visit.title)
      .sort((a, b) => b[1].at - a[1].at);
    const list = one("ul", place);
    if (!list || !pages.length) return;
    for (const [url, visit] of pages) {
      const item = make("li");
      const link = make("a", "", visit.title.split(" · ")[0] ?? visit.title);
      link.href = url;
      item.appendChild(link);
      list.appendChild(item);
    }
    place.hidden = false;
  };
  worker.postMessage({ type: "visits" }, [port2]);
}
