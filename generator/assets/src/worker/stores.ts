/** What the worker keeps: the plan of each build, and the pages a reader has opened. Names carry the worker's scope. */

/** Written in front of this script by outputs/site/worker.py. */
export interface Plan {
  version: string;
  offline: string;
  files: Array<[address: string, digest: string]>;
}

export interface Scope extends ServiceWorkerGlobalScope {
  xinyuPlan: Plan;
}

export const scope = self as unknown as Scope;
export const plan = scope.xinyuPlan;

/** The folder this worker answers for, with `/` at its end. */
export const base = new URL("./", scope.location.href).href;

const prefix = `xinyu ${new URL(base).pathname} `;
export const VISITED = `${prefix}visited`;
const current = prefix + plan.version;

export function at(address: string): string {
  return new URL(address, base).href;
}

const planned = new Set(plan.files.map(([address]) => at(address)));

/** Whether an address is part of this build's plan. */
export function isPlanned(url: string): boolean {
  return planned.has(url);
}

export function ownPlan(): Promise<Cache> {
  return caches.open(current);
}

/** Names of the plans of earlier builds, oldest first. */
export async function olderPlans(): Promise<string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== current && name !== VISITED);
}

export function dropOwnPlan(): Promise<boolean> {
  return caches.delete(current);
}

/** A file whose address names its content, from any build that is kept: equal addresses have equal bytes. */
export async function fromAnyPlan(url: string): Promise<Response | undefined> {
  for (const name of [current, ...(await olderPlans()).reverse()]) {
    const found = await (await caches.open(name)).match(url);
    if (found) return found;
  }
  return undefined;
}

/** The first half of SHA-256, as the plan writes it. */
export async function digest(bytes: ArrayBuffer): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Whether an address names its own bytes: scripts and styles of the frame, and pictures, do. */
export function isNamed(url: URL): boolean {
  return url.searchParams.has("v") && /\/(assets\/[^/]+|media\/.+)$/.test(url.pathname);
}

/** Whether the bytes are those that `?v=` promises. */
export async function asNamed(url: string, bytes: ArrayBuffer): Promise<boolean> {
  const address = new URL(url);
  return !isNamed(address) || (await digest(bytes)).startsWith(address.searchParams.get("v") ?? "");
}

/** The same answer without what belonged to its journey: a redirect, a packing. */
export function plain(bytes: ArrayBuffer, from: Response): Response {
  const headers = new Headers(from.headers);
  for (const name of ["content-encoding", "content-length", "transfer-encoding", "set-cookie"]) headers.delete(name);
  return new Response(bytes, { status: 200, headers });
}
