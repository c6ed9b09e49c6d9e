/** The pages a reader has opened, each with the files it used. The list of them is kept beside them. */
import { asNamed, at, fromAnyPlan, isNamed, isPlanned, plain, VISITED } from "./stores";

export interface Visit {
  title: string;
  files: string[];
  at: number;
}

type Visits = Record<string, Visit>;

const LIST = at("visited-list"); // no file of the site: a name in the store
const MOST = 150;
const AFTER_DROP = 120;

/** An address without what follows `#` and `?`: pages know no query. */
export function pageAddress(url: string): string {
  const plainUrl = new URL(url);
  plainUrl.hash = "";
  plainUrl.search = "";
  return plainUrl.href;
}

export async function visits(): Promise<Visits> {
  const found = await (await caches.open(VISITED)).match(LIST);
  return found ? ((await found.json()) as Visits) : {};
}

/** Whether an answer is a page of ours and not, say, the sign-in page of a guest network. */
async function isOurs(response: Response): Promise<boolean> {
  const type = response.headers.get("content-type") ?? "";
  return response.ok && !response.redirected && /^text\/html\b/.test(type) && (await response.clone().text()).includes("data-xy-root=");
}

/** Keeps a page that was just fetched, as it was fetched. */
export async function holdPage(url: string, response: Response): Promise<void> {
  if (isPlanned(url) || !(await isOurs(response))) return;
  const copy = response.clone();
  await (await caches.open(VISITED)).put(url, plain(await copy.arrayBuffer(), copy));
}

/** Keeps a file that a page has fetched, where its bytes are those its address promises. */
export async function holdFile(url: string, response: Response): Promise<void> {
  if (!response.ok || response.type !== "basic") return;
  const bytes = await response.arrayBuffer();
  if (await asNamed(url, bytes)) await (await caches.open(VISITED)).put(url, plain(bytes, response));
}

/** A picture's own name, whichever of its widths an address names. */
function pictureOf(url: string): string {
  return new URL(url).pathname.replace(/\/media\/\d+\//, "/media/");
}

/**
 * Another width of a picture, kept with the page that asks: who turns the telephone without a network is shown what is
 * there. Only files the page itself used are looked at, so no other build's picture comes in.
 */
export async function otherWidth(request: Request): Promise<Response | undefined> {
  if (!request.referrer || !/\/media\//.test(request.url)) return undefined;
  const cache = await caches.open(VISITED);
  const wanted = pictureOf(request.url);
  for (const file of (await visits())[pageAddress(request.referrer)]?.files ?? []) {
    const found = pictureOf(file) === wanted ? await cache.match(file) : undefined;
    if (found) return found;
  }
  return undefined;
}

let last: Promise<unknown> = Promise.resolve();

/** One change of the list after the other. */
export function noteVisit(url: string, title: string, files: string[]): Promise<void> {
  const next = last.then(() => note(pageAddress(url), title, files));
  last = next.catch(() => undefined); // the caller is told; the next visit is noted all the same
  return next;
}

async function note(url: string, title: string, files: string[]): Promise<void> {
  if (isPlanned(url)) return;
  const cache = await caches.open(VISITED);
  if (!(await cache.match(url)) && !(await fetchPage(url, files))) return;
  for (const file of files) {
    if ((await fromAnyPlan(file)) || (await cache.match(file))) continue;
    const response = await fetch(file, { credentials: "same-origin" });
    await holdFile(file, response);
  }
  const list = await visits();
  list[url] = { title, files, at: Date.now() };
  await dropOldest(cache, list);
  await cache.put(LIST, new Response(JSON.stringify(list), { headers: { "content-type": "application/json" } }));
}

/** The page that was open before there was a worker; only where it still is the one that used these files. */
async function fetchPage(url: string, files: string[]): Promise<boolean> {
  const response = await fetch(url, { credentials: "same-origin" });
  const text = await response.clone().text();
  const same = files.every((file) => {
    const address = new URL(file);
    return !isNamed(address) || text.includes(address.searchParams.get("v") ?? "");
  });
  if (!same) return false;
  await holdPage(url, response);
  return true;
}

async function dropOldest(cache: Cache, list: Visits): Promise<void> {
  const urls = Object.keys(list);
  if (urls.length <= MOST) return;
  urls.sort((a, b) => (list[b]?.at ?? 0) - (list[a]?.at ?? 0));
  for (const url of urls.slice(AFTER_DROP)) delete list[url];
  await dropUnused(cache, list);
}

/** What no listed page uses. A page that is just being opened may lose its copy, and is fetched when it is noted. */
async function dropUnused(cache: Cache, list: Visits): Promise<void> {
  const used = new Set([LIST, ...Object.entries(list).flatMap(([url, visit]) => [url, ...visit.files])]);
  for (const request of await cache.keys()) if (!used.has(request.url)) await cache.delete(request);
}

/** Drops what passed by while a new build waited, and what the new plan has itself. */
export async function tidy(): Promise<void> {
  const cache = await caches.open(VISITED);
  await dropUnused(cache, await visits());
  for (const request of await cache.keys()) if (isPlanned(request.url)) await cache.delete(request);
}

/** Takes over from a store that is about to go what visited pages use of it. */
export async function adopt(plan: Cache): Promise<void> {
  const cache = await caches.open(VISITED);
  for (const file of new Set(Object.values(await visits()).flatMap((visit) => visit.files))) {
    if (isPlanned(file) || (await cache.match(file))) continue;
    const found = await plan.match(file);
    if (found) await cache.put(file, found);
  }
}
