// The record of a browser: two tabs, full, missing, damaged and erased storage, a clock that goes back.
import assert from "node:assert/strict";
import test from "node:test";
import { Room, source } from "./node.mjs";

globalThis.window = { crypto: globalThis.crypto };
const { ASIDE, RECORD, fresh, openStore } = await source("record/store");
const plain = (entry) => ({ key: entry.key, value: entry.value });

test("what is put comes back after a reload, sorted, and null takes it away", () => {
  const room = new Room();
  const store = openStore(room);
  assert.equal(store.health, "kept");
  store.put("unit/C1.2/read", { done: true });
  store.put("unit/C1.1/read", { done: true });
  store.put("draft/q1", ["b", "a"]);
  store.put("draft/q1", null);
  store.put("draft/never", null);
  const again = openStore(room);
  assert.deepEqual(again.all("unit/").map(plain), [{ key: "unit/C1.1/read", value: { done: true } }, { key: "unit/C1.2/read", value: { done: true } }]);
  assert.equal(again.get("draft/q1"), undefined);
  assert.equal(again.get("draft/never"), undefined);
  assert.deepEqual(again.all("draft/"), []);
});

test("two tabs write without overwriting each other", () => {
  const room = new Room();
  const one = openStore(room);
  const two = openStore(room);
  one.put("draft/q1", "from one");
  two.put("draft/q2", "from two");
  one.put("draft/q3", "from one");
  for (const key of ["draft/q1", "draft/q2", "draft/q3"]) assert.ok(openStore(room).get(key), key);
  one.put("kept/r", "first");
  two.put("kept/r", "second, having read the first");
  assert.deepEqual(openStore(room).versions("kept/r").map((entry) => entry.value), ["second, having read the first"]);
});

test("a clock that goes back changes nothing", () => {
  const room = new Room();
  let year = 2026;
  const options = { now: () => new Date(year, 10, 21, 10, 0) };
  openStore(room, options).put("kept/r", "older");
  year = 1999;
  const store = openStore(room, options);
  store.put("kept/r", "newer");
  assert.equal(openStore(room).get("kept/r"), "newer");
  assert.equal(store.all("kept/")[0].at, "1999-11-21T10:00");
  for (const wild of [-99999, 200000, NaN]) {
    year = wild;
    openStore(room, options).put("kept/r", `year ${wild}`);
    assert.equal(openStore(room).get("kept/r"), `year ${wild}`);
  }
  assert.equal(openStore(room).aside().size, 0);
});

test("a full or missing storage is said, and everything goes on in memory", () => {
  const room = new Room(600);
  const store = openStore(room);
  let told = 0;
  store.onChange(() => { told += 1; });
  store.put("kept/a", "short");
  assert.equal(store.health, "kept");
  store.put("kept/b", "x".repeat(600));
  assert.equal(store.health, "full");
  assert.equal(store.get("kept/b").length, 600);
  assert.equal(openStore(room).get("kept/a"), "short", "what was stored stays");
  assert.equal(told, 2);
  room.most = 1e6;
  store.put("kept/c", "later");
  assert.equal(store.health, "kept");
  assert.equal(openStore(room).get("kept/b").length, 600, "written as soon as there is room");

  for (const broken of [null, new Room(0), { get length() { throw new Error("no"); }, getItem() { throw new Error("no"); }, setItem() { throw new Error("no"); } }]) {
    const memory = openStore(broken);
    memory.put("role", "T1");
    assert.equal(memory.get("role"), "T1");
    assert.equal(memory.health, "memory");
    memory.erase();
    assert.equal(memory.get("role"), undefined);
  }
});

test("damaged and foreign data are set aside, and what can be read of them is kept", () => {
  for (const text of ["{", "[]", "7", "null", '{"format":"other"}', '{"format":"xinyu-record","version":1}', "\u0000"]) {
    const room = new Room(Infinity, new Map([[RECORD, text]]));
    const store = openStore(room);
    assert.equal(store.health, "foreign", text);
    store.put("role", "T1");
    assert.deepEqual([...store.aside().values()], [text]);
    assert.equal(openStore(room).get("role"), "T1");
    assert.equal(openStore(room).health, "kept");
  }
  const room = new Room();
  openStore(room).put("role", "T1");
  const damaged = room.getItem(RECORD).replace('"entries":[', '"entries":[{"key":"kept/x","n":1e999},');
  room.setItem(RECORD, damaged);
  const store = openStore(room);
  assert.equal(store.get("role"), "T1");
  assert.equal(store.health, "foreign");
  assert.deepEqual([...store.aside().keys()], [ASIDE + "1"]);
  const tight = new Room(20, new Map([[RECORD, "{ of somebody else }"]]));
  const locked = openStore(tight);
  locked.put("role", "T1");
  assert.equal(tight.getItem(RECORD), "{ of somebody else }", "never written over while it cannot be set aside");
  assert.equal(locked.get("role"), "T1");
});

test("storage that vanishes is written anew; an erased record stays erased in other tabs", () => {
  const room = new Room();
  const one = openStore(room);
  one.put("kept/a", "text");
  room.removeItem(RECORD);
  one.put("kept/b", "more");
  assert.equal(openStore(room).get("kept/a"), "text");
  const two = openStore(room);
  two.erase();
  one.put("kept/c", "after");
  const after = openStore(room);
  assert.equal(after.get("kept/a"), undefined);
  assert.equal(after.get("kept/c"), "after");
});

test("versions written apart are both there", () => {
  const phone = openStore(new Room());
  const school = openStore(new Room());
  phone.put("kept/r", "on the phone");
  school.put("kept/r", "at school");
  phone.take(school.entries());
  assert.deepEqual(phone.versions("kept/r").map((entry) => entry.value).sort(), ["at school", "on the phone"]);
  phone.put("kept/r", "both, in one");
  phone.take(school.entries());
  assert.deepEqual(phone.versions("kept/r").map((entry) => entry.value), ["both, in one"]);
});

test("a thousand stored units: opening and one more answer stay quick", () => {
  const room = new Room();
  const store = openStore(room);
  const items = Array.from({ length: 10 }, (_, i) => `c1-1-q${i}@0123456789abcdef`);
  const entries = new Map();
  for (let i = 0; i < 1000; i++) {
    const value = { paper: { seed: "s", items }, answers: Object.fromEntries(items.map((id) => [id.split("@")[0], ["a", "c"]])), points: 9, of: 10, critical: true, passed: true };
    for (const [key, one] of [[`attempt/u${i}/${fresh()}`, value], [`unit/u${i}/read`, { done: true }], [`unit/u${i}/quiz`, { done: true }]])
      entries.set(key, [{ key, n: i + 1, at: "2026-11-21T10:00", by: "aaaaaa", value: one }]);
  }
  store.take(entries);
  const start = process.cpuUsage();
  const again = openStore(room);
  for (let i = 0; i < 20; i++) again.put("draft/q", `answer ${i}`);
  const spent = process.cpuUsage(start);
  assert.equal(again.all("attempt/").length, 1000);
  assert.ok((spent.user + spent.system) / 1000 < 1500, `20 answers in a record of 1,000 units took ${(spent.user + spent.system) / 1000} ms of processor`);
  console.log(`# record of 1,000 units: ${room.getItem(RECORD).length} characters; opening and 20 answers: ${Math.round((spent.user + spent.system) / 1000)} ms`);
});

test("fresh ids never repeat", () => {
  const ids = new Set(Array.from({ length: 5000 }, fresh));
  assert.equal(ids.size, 5000);
});
