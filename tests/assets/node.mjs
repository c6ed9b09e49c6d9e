// Lets node read the front end's TypeScript as it is (22.18 or later strips the types itself).
import * as module from "node:module";

if (!module.registerHooks) throw new Error(`node ${process.version} is too old for these tests: 22.18 or later`);
module.registerHooks({
  resolve: (name, context, next) => next(/^\.{1,2}\/[\w/]+$/.test(name) ? `${name}.ts` : name, context),
});

/** A module of generator/assets/src. */
export const source = (path) => import(new URL(`../../generator/assets/src/${path}.ts`, import.meta.url));

/** A small repeatable source of chance (mulberry32). */
export function chance(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (most) => Math.floor(next() * most);
  return { next, below, pick: (list) => list[below(list.length)], some: (most, one) => Array.from({ length: below(most + 1) }, one) };
}

/** localStorage for tests: a map with a size, which may refuse. */
export class Room {
  constructor(most = Infinity, texts = new Map()) {
    this.most = most;
    this.texts = texts;
  }
  get length() { return this.texts.size; }
  key(i) { return [...this.texts.keys()][i] ?? null; }
  getItem(key) { return this.texts.get(key) ?? null; }
  removeItem(key) { this.texts.delete(key); }
  setItem(key, text) {
    const others = [...this.texts].reduce((sum, [name, value]) => sum + (name === key ? 0 : value.length), 0);
    if (others + text.length > this.most) throw new DOMException("full", "QuotaExceededError");
    this.texts.set(key, text);
  }
}
