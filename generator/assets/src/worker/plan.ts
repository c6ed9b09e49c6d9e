/** Fetches a build's plan whole, checks every byte of it, and lets the builds before the last one go. */
import { at, digest, dropOwnPlan, olderPlans, ownPlan, plain, plan } from "./stores";
import { adopt, tidy } from "./visited";

const SIDE_BY_SIDE = 4;

/** Fills the plan's store. Rejects where a file is missing or belongs to another build: then nothing is installed. */
export async function fetchPlan(): Promise<void> {
  const cache = await ownPlan();
  const older = await Promise.all((await olderPlans()).map((name) => caches.open(name)));
  const queue = plan.files.slice();
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [address, wanted] = next;
      const url = at(address);
      await cache.put(url, (await sameAsBefore(older, url, wanted)) ?? (await fetched(url, wanted)));
    }
  };
  try {
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
  } catch (error) {
    queue.length = 0;
    await dropOwnPlan();
    throw error;
  }
}

async function sameAsBefore(older: Cache[], url: string, wanted: string): Promise<Response | undefined> {
  for (const cache of older) {
    const found = await cache.match(url);
    if (found && (await digest(await found.clone().arrayBuffer())) === wanted) return found;
  }
  return undefined;
}

async function fetched(url: string, wanted: string): Promise<Response> {
  const response = await fetch(url, { cache: "no-cache", credentials: "same-origin" });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const bytes = await response.arrayBuffer();
  if ((await digest(bytes)) !== wanted) throw new Error(`${url} belongs to another build, or the host changes files`);
  return plain(bytes, response);
}

/**
 * Keeps this build and the one before it, for pages of it that are still open; gives what opened pages need of the
 * others to the store of visited pages. Says whether this is the first build this browser has met.
 */
export async function dropOldPlans(): Promise<boolean> {
  const older = await olderPlans();
  for (const name of older.slice(0, -1)) {
    await adopt(await caches.open(name));
    await caches.delete(name);
  }
  await tidy();
  return older.length === 0;
}
