/**
 * The service worker of one language's tree: urgent pages and visited pages open without a network. It keeps copies
 * of files and nothing else; what a reader has done is in localStorage, which no worker can reach.
 */
import { answer } from "./answer";
import { dropOldPlans, fetchPlan } from "./plan";
import { base, scope } from "./stores";
import { noteVisit, visits } from "./visited";

scope.addEventListener("install", (event) => event.waitUntil(fetchPlan()));

scope.addEventListener("activate", (event) => {
  event.waitUntil(
    dropOldPlans().then(async (first) => {
      if (first) await scope.clients.claim();
    }),
  );
});

scope.addEventListener("fetch", (event) => {
  const response = answer(event.request, (work) => event.waitUntil(work));
  if (response) event.respondWith(response);
});

interface Told {
  type?: unknown;
  title?: unknown;
  files?: unknown;
}

scope.addEventListener("message", (event) => {
  const told = event.data as Told | null;
  if (told?.type === "take-over") event.waitUntil(scope.skipWaiting());
  if (told?.type === "visits") {
    const port = event.ports[0];
    event.waitUntil(visits().then((list) => port?.postMessage(list)));
  }
  if (told?.type === "visited" && event.source instanceof WindowClient && Array.isArray(told.files)) {
    const files = told.files.filter((file): file is string => typeof file === "string" && file.startsWith(base));
    event.waitUntil(noteVisit(event.source.url, String(told.title), files));
  }
});
