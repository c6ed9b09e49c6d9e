// Passports and codes: there and back, damaged, hostile.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test from "node:test";
import { deflateRawSync } from "node:zlib";
import { chance, source } from "./node.mjs";

const { sha256, utf8 } = await source("record/sha256");
const { canonical } = await source("record/json");
const { listEntries } = await source("record/entry");
const { readPassport, writePassport } = await source("record/passport");
const { check, fromLetters, join, scan, toLetters, writeChunks } = await source("record/code");
const { pack, text, unpack } = await source("record/pack");

const entry = (key, n, value) => ({ key, n, at: "2026-11-21T10:00", by: "abcdef", value });
const record = (count) =>
  new Map(Array.from({ length: count }, (_, i) => [`kept/r${i}`, [entry(`kept/r${i}`, i + 1, `第${i}句：先听他说完，再问一句“安不安全”。`)]]));
const same = (a, b) => assert.equal(canonical(listEntries(a)), canonical(listEntries(b)));

test("sha-256 is sha-256", () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 1000]) {
    const data = Uint8Array.from({ length }, (_, i) => (i * 7) & 255);
    assert.equal(sha256(data), createHash("sha256").update(data).digest("hex"), `${length} bytes`);
  }
});

test("a passport comes back whole; changed, cut and foreign ones say so", () => {
  const entries = record(40);
  const file = writePassport(entries, "2026-11-21T10:00");
  const whole = readPassport(file);
  assert.equal(whole.trouble, null);
  same(whole.entries, entries);
  same(readPassport("\ufeff" + file.replace(/\n/g, "\r\n")).entries, entries);

  const changed = readPassport(file.replace("第7句", "第八句"));
  assert.equal(changed.trouble, "changed");
  assert.equal(changed.entries.size, 40);
  const cut = readPassport(file.slice(0, file.length / 2));
  assert.equal(cut.trouble, "cut");
  assert.equal(cut.refused, 1);
  assert.ok(cut.entries.size > 15 && cut.entries.size < 25);
  for (const [wrong, trouble] of [["", "empty"], ["  \n", "empty"], ["{}", "other"], ["[]", "other"], ["hello", "other"], ["null", "other"], ['{"format":"xinyu-slip"}', "slip"], [file.replace('"version":1', '"version":9'), "newer"], ["x".repeat(20000001), "huge"]])
    assert.equal(readPassport(wrong).trouble, trouble, wrong.slice(0, 40));
});

test("hostile passports: nothing is raised, nothing is polluted, the good entries stay", () => {
  const good = entry("kept/r", 3, "text");
  const evil = [
    '{"__proto__":{"polluted":1}}', "1e999", '"x"', "[]", "null", '{"key":"__proto__","n":1,"at":"2026-11-21T10:00","by":"abcdef","value":1}',
    '{"key":"kept/a","n":1e15,"at":"2026-11-21T10:00","by":"abcdef","value":1}', '{"key":"kept/a","n":1,"at":"2026-11-21T10:00","by":"abcdef","value":{"__proto__":{"polluted":1}}}',
    '{"key":"kept/a","n":1,"at":"2026-11-21T10:00","by":"abcdef","value":' + "[".repeat(5000) + "]".repeat(5000) + "}",
    '{"key":"kept/a","n":1,"at":"2026-11-21T10:00","by":"abcdef","value":1,"over":{"__proto__":5}}',
  ];
  for (const one of evil) {
    const read = readPassport(`{"format":"xinyu-passport","version":1,"made":"x","sha256":"00","entries":[${one},${JSON.stringify(good)}]}`);
    assert.equal(read.trouble, "changed");
    assert.deepEqual([...read.entries.keys()], ["kept/r"], one.slice(0, 60));
  }
  assert.equal({}.polluted, undefined);
  assert.ok(readPassport("[".repeat(200000)).trouble);
  assert.ok(readPassport('{"format":"xinyu-passport","version":1,"x":' + "[".repeat(200000)).trouble);
});

test("codes survive chats: lower case, O for 0, full width, quotes, line breaks, words between, any order", () => {
  const bytes = utf8(writePassport(record(60), "2026-11-21T10:00"));
  const lines = writeChunks(pack(bytes), 240);
  assert.ok(lines.length > 3);
  const back = (pasted) => {
    const found = scan(pasted);
    assert.deepEqual(found.damage, []);
    return text(unpack(join(found.chunks).bytes, 1e6));
  };
  const plain = text(bytes);
  const wide = (line) => line.replace(/[0-9A-Z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));
  assert.equal(back(lines.join("\n")), plain);
  assert.equal(back(lines.slice().reverse().join(" ")), plain);
  assert.equal(back(lines.join("").toLowerCase()), plain);
  assert.equal(back(lines.map((line) => line.slice(0, 3) + line.slice(3).replace(/0/g, "o").replace(/1/g, "l")).join("\n")), plain);
  assert.equal(back(lines.map(wide).join("\n")), plain);
  assert.equal(back(lines.map((line, i) => `王老师 9:1${i}\n「${line.replace(/(.{30})/g, "$1\r\n> ")}」`).join("\n\n我收到了\n")), plain);
  assert.equal(back(lines.map((line) => `http://school.lan/site/my.html#${line}`).join("\n") + lines[0]), plain);
});

test("a damaged code says which chunk, and how", () => {
  const lines = writeChunks(pack(utf8(writePassport(record(60), "2026-11-21T10:00"))), 240);
  const two = lines[1];
  const swapped = two.slice(0, 40) + (two[40] === "A" ? "B" : "A") + two.slice(41);
  const changed = scan([lines[0], swapped, ...lines.slice(2)].join("\n"));
  assert.deepEqual(changed.damage.map(({ kind, number, of }) => ({ kind, number, of })), [{ kind: "changed", number: 2, of: lines.length }]);
  assert.deepEqual(join(changed.chunks).missing, [2]);
  assert.equal(join(changed.chunks).bytes, null);
  assert.equal(scan(lines.join("\n").slice(0, -20)).damage[0].kind, "cut");
  assert.equal(scan(lines[0].slice(0, 60) + lines[1]).damage[0].kind, "cut");
  assert.equal(scan("UX1ABU").damage[0].kind, "short");
  assert.deepEqual(scan("nothing here"), { chunks: [], damage: [] });
  assert.equal(join([]), null);
  let missed = 0;
  const random = chance(5);
  for (let i = 0; i < 3000; i++) {
    const at = 3 + random.below(two.length - 4);
    const other = random.pick("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    const broken = two.slice(0, at) + other + two.slice(at + 1);
    if (broken !== two && scan(broken).chunks.length) missed += 1;
  }
  assert.equal(missed, 0, "one wrong letter is always seen");
});

test("a decompression bomb stops at the limit", () => {
  const bomb = deflateRawSync(Buffer.alloc(200_000_000));
  const start = process.cpuUsage();
  assert.equal(unpack(new Uint8Array(bomb), 5_000_000), null);
  assert.ok(process.cpuUsage(start).user < 2_000_000);
  assert.equal(unpack(new Uint8Array(bomb).subarray(0, 100), 1e9), null, "cut data are no data");
  assert.equal(unpack(new Uint8Array(0), 1e6), null);
});

test("fuzz: whatever is pasted, nothing is raised", () => {
  const lines = writeChunks(pack(utf8(writePassport(record(12), "2026-11-21T10:00"))), 240).join("\n");
  const file = writePassport(record(3), "2026-11-21T10:00");
  const random = chance(11);
  const signs = ["U", "UX1", "\u0000", "\ud800", "ﬃ", "０", "}", '"', "[", "__proto__", "\n", "1e999", "-0", "💧"];
  for (let i = 0; i < 4000; i++) {
    let broken = random.pick([lines, file, ""]);
    for (let n = random.below(6); n >= 0; n--) {
      const at = random.below(broken.length + 1);
      broken = broken.slice(0, at) + random.pick(signs) + broken.slice(at + random.below(9));
    }
    const joined = join(scan(broken).chunks);
    if (joined?.bytes) readPassport(text(unpack(joined.bytes, 1e6) ?? new Uint8Array(0)) ?? "");
    readPassport(broken);
    unpack(utf8(broken), 1e5);
    fromLetters(broken);
  }
  for (let i = 0; i < 300; i++) {
    const bytes = Uint8Array.from({ length: random.below(80) }, () => random.below(256));
    assert.deepEqual(fromLetters(toLetters(bytes)), bytes);
  }
  assert.equal(check("").length, 5);
});
