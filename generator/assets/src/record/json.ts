/** Canonical JSON (RFC 8785 for what we store) and the one check of JSON that comes from outside. */

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** Sorted names, no spaces: two equal values have one text, in every browser and in Python. */
export function canonical(value: unknown): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value === undefined ? null : value) ?? "null";
  if (Array.isArray(value)) return "[" + value.map(canonical).join(",") + "]";
  const from = value as Record<string, unknown>;
  const names = Object.keys(from).filter((name) => from[name] !== undefined).sort();
  return "{" + names.map((name) => JSON.stringify(name) + ":" + canonical(from[name])).join(",") + "}";
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An own field, never one of the prototype's. */
export function field(from: unknown, name: string): unknown {
  return isObject(from) && Object.prototype.hasOwnProperty.call(from, name) ? from[name] : undefined;
}

export function isWhole(value: unknown, least: number, most: number): value is number {
  return typeof value === "number" && Math.floor(value) === value && value >= least && value <= most;
}

/** True for plain JSON of harmless size: no depth bombs, no infinite numbers, no `__proto__`. */
export function isHarmless(value: unknown, depth = 12): boolean {
  if (value === null || typeof value === "boolean" || typeof value === "string") return true;
  if (typeof value === "number") return Math.abs(value) <= 9007199254740991; // false for NaN too
  if (typeof value !== "object" || depth === 0) return false;
  if (Array.isArray(value)) return value.every((item) => isHarmless(item, depth - 1));
  return Object.keys(value).every((name) => name !== "__proto__" && isHarmless((value as Record<string, unknown>)[name], depth - 1));
}
