// What a learner has done: parts, paths, hours, terms, where to go on; and where a browser may lose it.
import assert from "node:assert/strict";
import test from "node:test";
import { Room, source } from "./node.mjs";

globalThis.window = { crypto: globalThis.crypto };
globalThis.document = { documentElement: { lang: "zh-CN" } };
const { openStore } = await source("record/store");
const { classHours, goOn, partKey, pathOf, sumSince, termStart, uncopied, unitStates } = await source("journey/progress");
const { risk } = await source("journey/shelter");
const { dayWords, fill } = await source("live");

const unit = (id, minutes = { reading: 14, cases: 14, quiz: 7, task: 10 }) => ({ id, code: id, title: id, minutes });
const course = { id: "c", title: "C", core: ["u1", "u2", "gone"], tracks: { nurse: ["n1"] }, units: [unit("u1"), unit("u2"), unit("n1", { reading: 20, quiz: 10 })] };
const record = (day = "2026-11-21") => openStore(new Room(), { now: () => new Date(`${day}T10:00`) });
const finish = (store, one) => Object.keys(one.minutes).forEach((part) => store.put(partKey(one.id, part), { done: true }));

test("a path is the units for everyone, then the post's; a unit that is gone is left out", () => {
  const ids = (role) => pathOf(course, role).map((one) => one.id);
  assert.deepEqual(ids("nurse"), ["u1", "u2", "n1"]);
  for (const other of ["", "leader", "__proto__", "constructor", "toString"]) assert.deepEqual(ids(other), ["u1", "u2"]);
});

test("a unit is whole when every part that takes time is done", () => {
  const store = record();
  store.put("unit/u1/reading", { done: true });
  store.put("unit/u1/quiz", { done: "yes" });
  store.put("unit/u1/task", null);
  finish(store, course.units[2]);
  const states = unitStates(store, course.units);
  assert.deepEqual(states.get("u1"), { done: ["reading"], of: 4, whole: false, day: "2026-11-21" });
  assert.equal(states.get("n1").whole, true);
  assert.deepEqual(sumSince("2026-08-01", course.units, states), { units: 1, minutes: 30 });
  assert.deepEqual(sumSince("2027-02-01", course.units, states), { units: 0, minutes: 0 });
});

test("one goes on where one was last, else with the first that is open", () => {
  const store = record();
  const at = () => { const to = goOn(store, pathOf(course, "nurse"), unitStates(store, course.units)); return to && [to.unit.id, to.part]; };
  assert.deepEqual(at(), ["u1", null]);
  store.put("seen/u2", { part: "quiz" });
  assert.deepEqual(at(), ["u2", "quiz"]);
  store.put("seen/u1", { part: "no such part" });
  assert.deepEqual(at(), ["u1", null]);
  store.put("seen/elsewhere", { part: "task" });
  finish(store, course.units[0]);
  assert.deepEqual(at(), ["u2", "quiz"]);
  finish(store, course.units[1]);
  assert.deepEqual(at(), ["n1", null]);
  finish(store, course.units[2]);
  assert.equal(at(), null);
});

test("finished units are told of until a copy is made, whatever the clock says", () => {
  const store = record("2026-11-21");
  const told = () => uncopied(store, course.units, unitStates(store, course.units));
  assert.equal(told(), 0);
  store.put(partKey("u2", "reading"), { done: true });
  assert.equal(told(), 0, "not finished yet");
  finish(store, course.units[0]);
  assert.equal(told(), 1);
  store.put("backup", { entries: 5 });
  assert.equal(told(), 0);
  finish(store, course.units[1]);
  assert.equal(told(), 1);
  store.put("backup", { entries: 8 });
  const early = openStore(new Room(), { now: () => new Date("1999-01-01T10:00") });
  early.take(store.entries());
  finish(early, course.units[2]);
  assert.equal(uncopied(early, course.units, unitStates(early, course.units)), 1);
});

test("class hours in every reading, never rounded up; terms of the school or of the year", () => {
  assert.deepEqual([40, 45, 60].map((reading) => classHours(45, reading)), [1.1, 1, 0.7]);
  assert.deepEqual([40, 45, 60].map((reading) => classHours(450, reading)), [11.2, 10, 7.5]);
  const terms = [{ begins: "2026-09-01", ends: "2027-01-20" }];
  assert.equal(termStart("2026-11-21", terms), "2026-09-01");
  assert.equal(termStart("2026-08-20", terms), "2026-08-01");
  assert.equal(termStart("2027-01-31", []), "2026-08-01");
  assert.equal(termStart("2027-03-01", []), "2027-02-01");
});

test("browsers that may lose a record are known, others are left in peace", () => {
  const iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1";
  const mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Safari/605.1.15";
  const chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36";
  assert.equal(risk(iphone, "http:"), "apple");
  assert.equal(risk(mac, "https:"), "apple");
  assert.equal(risk(mac, "file:"), "");
  assert.equal(risk(mac.replace("Version/17.0", "Chrome/120.0"), "http:"), "");
  assert.equal(risk(chrome, "http:"), "");
  assert.equal(risk(iphone + " MicroMessenger/8.0.42", "http:"), "inapp");
});

test("words are filled, days are written as people write them", () => {
  assert.equal(fill("{n} / {of} {x}", { n: 0, of: 4 }), "0 / 4 {x}");
  assert.equal(dayWords("2026-11-05T10:00"), "2026年11月5日");
  globalThis.document.documentElement.lang = "en";
  assert.equal(dayWords("2026-11-05"), "5 Nov 2026");
  assert.equal(dayWords("nonsense"), "nonsense");
});
