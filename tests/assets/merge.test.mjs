// Merging records: laws that must hold for any histories, and for any garbage.
import assert from "node:assert/strict";
import test from "node:test";
import { chance, source } from "./node.mjs";

const { merge, listEntries, readEntries, readVersion, settle } = await source("record/entry");
const { canonical } = await source("record/json");

const KEYS = ["draft/q1", "draft/q2", "kept/r1", "role", "unit/C1.1/read"];
const text = (entries) => canonical(listEntries(entries));

/** Versions no history would produce: equal counters, crossed vectors. */
function garbage(random) {
  const list = random.some(12, () => {
    const by = random.pick(["aaaa", "bbbb", "cccc"]);
    const over = Object.fromEntries(random.some(2, () => [random.pick(["aaaa", "bbbb", "cccc", "dddd"]), 1 + random.below(4)]).filter(([id]) => id !== by));
    const version = { key: random.pick(KEYS), n: 1 + random.below(4), at: `2026-11-2${random.below(3)}T10:00`, by, value: random.pick(["x", "y", null, true, { b: 1, a: [2] }]) };
    if (Object.keys(over).length) version.over = over;
    return version;
  });
  const { entries, refused } = readEntries(list);
  assert.equal(refused, 0);
  return entries;
}

/** Devices that write, reload and copy from each other, as people do. */
function histories(random) {
  let visits = 0;
  const devices = Array.from({ length: 3 }, () => ({ entries: new Map(), by: `v${String((visits += 1)).padStart(4, "0")}`, top: 0 }));
  const written = [];
  for (let step = 0; step < 25; step++) {
    const device = random.pick(devices);
    const act = random.below(10);
    if (act < 2) device.by = `v${String((visits += 1)).padStart(4, "0")}`;
    else if (act < 4) {
      const other = random.pick(devices);
      device.entries = merge(device.entries, other.entries);
      device.top = Math.max(device.top, other.top);
    } else {
      const key = random.pick(KEYS);
      const there = device.entries.get(key) ?? [];
      const over = {};
      for (const seen of there) for (const [by, n] of [...Object.entries(seen.over ?? {}), [seen.by, seen.n]]) over[by] = Math.max(over[by] ?? 0, n);
      delete over[device.by];
      device.top += 1;
      const version = { key, n: device.top, at: "2026-11-21T10:00", by: device.by, value: `${device.by}.${device.top}`, ...(Object.keys(over).length ? { over } : {}) };
      for (const seen of there) seen.replaced = true;
      Object.defineProperty(version, "replaced", { value: false, writable: true, enumerable: false });
      device.entries.set(key, settle([...there, version]));
      written.push(version);
    }
  }
  return { devices, written };
}

for (const [name, make] of [["garbage", garbage], ["histories", (random) => histories(random).devices.map((device) => device.entries)]]) {
  test(`merge is commutative, associative and idempotent: ${name}`, () => {
    for (let seed = 1; seed <= 1500; seed++) {
      const random = chance(seed);
      const [a, b, c] = name === "garbage" ? [make(random), make(random), make(random)] : make(random);
      assert.equal(text(merge(a, b)), text(merge(b, a)), `commutative, seed ${seed}`);
      assert.equal(text(merge(merge(a, b), c)), text(merge(a, merge(b, c))), `associative, seed ${seed}`);
      assert.equal(text(merge(a, a)), text(a), `idempotent, seed ${seed}`);
      assert.equal(text(merge(merge(a, b), b)), text(merge(a, b)), `absorbing, seed ${seed}`);
      assert.equal(text(readEntries(JSON.parse(JSON.stringify(listEntries(a)))).entries), text(a), `round trip, seed ${seed}`);
    }
  });
}

test("an answer is lost only where somebody who saw it wrote another", () => {
  let apart = 0;
  for (let seed = 1; seed <= 1500; seed++) {
    const { devices, written } = histories(chance(seed));
    const all = devices.map((device) => device.entries).reduce(merge);
    const left = new Set(listEntries(all).map((version) => version.value));
    for (const version of written) assert.equal(left.has(version.value), !version.replaced, `seed ${seed}: ${version.key} ${version.value}`);
    apart += [...all.values()].filter((versions) => versions.length > 1).length;
  }
  assert.ok(apart > 500, "the generator must produce conflicts");
});

test("what is not an entry is refused, never raised", () => {
  const good = { key: "role", n: 1, at: "2026-11-21T10:00", by: "aaaa", value: "T1" };
  assert.ok(readVersion(good));
  const bad = [
    null, 1, "x", [], {}, { ...good, key: "__proto__" }, { ...good, key: "constructor/x y" }, { ...good, key: "a".repeat(301) },
    { ...good, n: 0 }, { ...good, n: 1.5 }, { ...good, n: 1e300 }, { ...good, n: "1" }, { ...good, n: NaN }, { ...good, at: "yesterday" },
    { ...good, by: "__proto__" }, { ...good, value: undefined }, { ...good, value: 1e308 }, { ...good, value: JSON.parse('{"__proto__":1}') },
    { ...good, value: JSON.parse("[".repeat(40) + "]".repeat(40)) }, { ...good, over: {} }, { ...good, over: { aaaa: 2 } }, { ...good, over: { bbbb: -1 } },
    { ...good, over: JSON.parse('{"__proto__":3}') }, { ...good, over: [] },
  ];
  for (const item of bad) assert.equal(readVersion(item), null, JSON.stringify(item));
  assert.equal(readVersion({ ...good, n: 2e9 }, 1e9), null);
  assert.equal(readEntries("x").refused, 1);
  assert.equal({}.polluted, undefined);
});
