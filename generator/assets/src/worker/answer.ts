/** How a request is answered. Pages come from the network while there is one; what is kept is for when there is none. */
import { at, base, fromAnyPlan, ownPlan, plan, VISITED } from "./stores";
import { holdFile, holdPage, otherWidth, pageAddress } from "./visited";

const PATIENCE = 4_000; // ms before a kept copy is shown instead of a page that does not come

/** Lets work go on after the answer was given. */
type After = (work: Promise<unknown>) => void;

/** The answer to a request below our folder, or null to leave it to the browser. */
export function answer(request: Request, after: After): Promise<Response> | null {
  if (request.method !== "GET" || !request.url.startsWith(base) || request.headers.has("range")) return null;
  if (request.mode === "navigate") return page(request, after);
  return new URL(request.url).searchParams.has("v") ? named(request, after) : fresh(request, after);
}

async function page(request: Request, after: After): Promise<Response> {
  const url = pageAddress(request.url);
  const coming = fetch(request);
  const slow = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE));
  try {
    const response = await Promise.race([coming, slow]);
    if (!response) {
      coming.catch(() => undefined); // its fault is met below, if anybody still waits for it
      return (await keptPage(url)) ?? (await coming);
    }
    if (response.status >= 500) return (await keptPage(url)) ?? response;
    if (response.type === "basic") after(holdPage(url, response.clone()));
    return response;
  } catch {
    return (await keptPage(url)) ?? Response.redirect(`${at(plan.offline)}?page=${encodeURIComponent(url.slice(base.length))}`);
  }
}

async function keptPage(url: string): Promise<Response | undefined> {
  const named = url.endsWith("/") ? `${url}index.html` : `${url}.html`; // some hosts leave the ending out
  for (const address of [url, named]) {
    const found = (await (await ownPlan()).match(address)) ?? (await (await caches.open(VISITED)).match(address));
    if (found) return found;
  }
  return undefined;
}

/** A file whose address names its content: whoever has it has the right one. */
async function named(request: Request, after: After): Promise<Response> {
  const kept = (await fromAnyPlan(request.url)) ?? (await (await caches.open(VISITED)).match(request.url));
  if (kept) return kept;
  try {
    const response = await fetch(request);
    after(holdFile(request.url, response.clone()));
    return response;
  } catch (error) {
    const other = await otherWidth(request);
    if (other) return other;
    throw error;
  }
}

async function fresh(request: Request, after: After): Promise<Response> {
  try {
    const response = await fetch(request);
    if (response.type === "basic") after(holdFile(request.url, response.clone()));
    return response;
  } catch (error) {
    const kept = (await (await ownPlan()).match(request.url)) ?? (await (await caches.open(VISITED)).match(request.url));
    if (kept) return kept;
    throw error;
  }
}
