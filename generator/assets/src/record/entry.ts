/**
 * One entry of the record, and how two records become one.
 *
 * A key holds the versions that no other version has seen and replaced: nearly
 * always one. Each version names the page visit that wrote it (`by`), its
 * counter (`n`), and the versions it replaced (`over`). Two devices that wrote
 * the same key apart therefore keep both texts; a clock plays no part.
 */
import { canonical, field, isHarmless, isObject, isWhole } from "./json";

export interface Entry {
  key: string;
  /** Logical counter: the greatest seen, plus one. Never the clock. */
  n: number;
  /** ISO 8601 in minutes, for people only. */
  at: string;
  value: unknown;
}

export interface Version extends Entry {
  /** Random id of the page visit that wrote it. */
  by: string;
  /** What it replaced: visit -> greatest counter. */
  over?: Record<string, number>;
}

/** Key -> its versions, the one to show first. */
export type Entries = Map<string, Version[]>;

/** Counters from outside stop here, so that ours can always go on counting. */
export const MOST_COUNT_FROM_OUTSIDE = 1e9;
export const MOST_COUNT = 2 ** 52;
const MOST_VERSIONS = 1000;
const KEY = /^[a-z]+(?:\/[A-Za-z0-9._@-]+){0,6}$/;
const BY = /^[a-z0-9]{4,16}$/;
const AT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;

/** The version an unknown value describes, or null. Nothing of it is trusted before. */
export function readVersion(from: unknown, most = MOST_COUNT): Version | null {
  if (!isObject(from)) return null;
  const key = field(from, "key");
  const n = field(from, "n");
  const at = field(from, "at");
  const by = field(from, "by");
  const over = field(from, "over");
  const value = field(from, "value");
  if (typeof key !== "string" || key.length > 300 || !KEY.test(key)) return null;
  if (!isWhole(n, 1, most) || typeof at !== "string" || !AT.test(at)) return null;
  if (typeof by !== "string" || !BY.test(by) || value === undefined || !isHarmless(value)) return null;
  const version: Version = { key, n, at, by, value };
  if (over === undefined) return version;
  if (!isObject(over)) return null;
  const seen = Object.keys(over);
  if (!seen.length || seen.length > 200) return null;
  if (!seen.every((id) => BY.test(id) && id !== by && isWhole(over[id], 1, most))) return null;
  version.over = over as Record<string, number>;
  return version;
}

/** How far a version has seen a visit's counting. */
function reach(version: Version, by: string): number {
  return version.by === by ? version.n : Number(field(version.over, by)) || 0;
}

function covers(later: Version, earlier: Version): boolean {
  if (reach(later, earlier.by) < earlier.n) return false;
  return Object.keys(earlier.over || {}).every((by) => reach(later, by) >= reach(earlier, by));
}

/** A total order of versions: which of several is shown. */
export function compare(a: Version, b: Version): number {
  if (a.n !== b.n) return a.n - b.n;
  const left = [a.at, canonical(a.value), a.by, canonical(a.over || {})];
  const right = [b.at, canonical(b.value), b.by, canonical(b.over || {})];
  for (let i = 0; i < left.length; i++) if (left[i] !== right[i]) return left[i]! < right[i]! ? -1 : 1;
  return 0;
}

/** True where `later` makes `earlier` superfluous. A strict order, so that merging is a join. */
function replaces(later: Version, earlier: Version): boolean {
  return covers(later, earlier) && (!covers(earlier, later) || compare(later, earlier) > 0);
}

/** The versions that nothing else replaces, the one to show first. */
export function settle(versions: readonly Version[]): Version[] {
  if (versions.length < 2) return versions.slice();
  const sorted = versions.slice().sort((a, b) => compare(b, a));
  const unique = sorted.filter((version, i) => i === 0 || compare(version, sorted[i - 1]!) !== 0);
  return unique.filter((version) => !unique.some((other) => other !== version && replaces(other, version)));
}

/** Both records in one. Commutative, associative, idempotent; loses no version that was not knowingly replaced. */
export function merge(a: Entries, b: Entries): Entries {
  const out: Entries = new Map(a);
  b.forEach((versions, key) => {
    const ours = out.get(key);
    if (ours !== versions) out.set(key, ours ? settle(ours.concat(versions)) : versions);
  });
  return out;
}

/** Entries from an unknown list, and how many of its items were refused. */
export function readEntries(from: unknown, most = MOST_COUNT): { entries: Entries; refused: number } {
  const entries: Entries = new Map();
  if (!Array.isArray(from)) return { entries, refused: 1 };
  let refused = 0;
  for (const item of from) {
    const version = readVersion(item, most);
    const already = version && entries.get(version.key);
    if (!version || (already && already.length >= MOST_VERSIONS)) refused += 1;
    else if (already) already.push(version);
    else entries.set(version.key, [version]);
  }
  entries.forEach((versions, key) => {
    if (versions.length > 1) entries.set(key, settle(versions));
  });
  return { entries, refused };
}

/** All versions, by key: the one order in which records are written. */
export function listEntries(entries: Entries): Version[] {
  const out: Version[] = [];
  for (const key of Array.from(entries.keys()).sort()) out.push(...(entries.get(key) || []));
  return out;
}
