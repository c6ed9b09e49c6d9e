// Certificates in the browser's code: every case that the school's own command is held to (tests/cases/certificates).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { chance, source } from "./node.mjs";

const { bare, check } = await source("verify/check");
const { fromBase64, fromBase64Url } = await source("verify/base64");
const { readWords } = await source("verify/words");

const vectors = JSON.parse(readFileSync(new URL("../cases/certificates/vectors.json", import.meta.url), "utf8"));
const keys = vectors.keys.map((key) => ({ until: "", withdrawn: [], ...key }));
const good = vectors.cases.filter((one) => !one.reason);

test("each case has the reason it has on the school's machine", () => {
  const found = vectors.cases.map(({ name, text }) => [name, check(text, keys).reason || ""]);
  assert.deepEqual(found, vectors.cases.map(({ name, reason }) => [name, reason]));
  for (const reason of ["", "form", "key", "signature", "late", "withdrawn"]) assert.ok(vectors.cases.some((one) => one.reason === reason), reason);
});

test("what holds is told word for word, and of what does not hold nothing is told", () => {
  for (const { name, text, reason, claims } of vectors.cases) {
    const said = check(text, keys);
    assert.deepEqual(Object.keys(said), reason ? ["reason"] : ["reason", "words"], name);
    if (!reason) assert.deepEqual({ ...said.words }, claims, name);
  }
});

test("no other character in any place holds", () => {
  const { below } = chance(7);
  const signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=#";
  const text = bare(good[0].text);
  for (let at = 0; at < text.length; at += 3) {
    const other = signs[below(signs.length)];
    if (other !== text[at]) assert.ok(check(text.slice(0, at) + other + text.slice(at + 1), keys).reason, `${at} ${other}`);
    assert.ok(check(text.slice(0, at) + text.slice(at + 1), keys).reason, `without ${at}`);
  }
});

test("whatever is pasted, a reason comes back and nothing is thrown", () => {
  const { below, some } = chance(11);
  const bits = [".", "#", "eyJ", "=", "心", "\ud800", "\u0000", " ", "_", "-", bare(good[0].text).split(".")[0], bare(good[0].text).split(".")[2]];
  for (let n = 0; n < 2000; n++) assert.ok(check(some(12, () => bits[below(bits.length)]).join(""), keys).reason);
  for (const long of ["a".repeat(1e6), "#".repeat(1e5), ".".repeat(1e5), "[".repeat(1e5)]) assert.equal(check(long, keys).reason, "form");
});

test("base64url is taken in one spelling only", () => {
  const { below } = chance(3);
  for (let n = 0; n < 300; n++) {
    const bytes = Uint8Array.from({ length: 1 + below(40) }, () => below(256));
    const text = Buffer.from(bytes).toString("base64url");
    assert.deepEqual(fromBase64Url(text), bytes);
    assert.deepEqual(fromBase64(Buffer.from(bytes).toString("base64")), bytes);
    assert.equal(fromBase64Url(`${text}=`), null);
  }
  for (const wrong of ["", "A", "AB", "AAB", "AA+A", "AA/A", "AA A", "AAAA\n", "ＡＡ"]) assert.equal(fromBase64Url(wrong), null, wrong);
});

test("a key that cannot be read is no key", () => {
  for (const broken of ["", "AAAA", "not base 64", keys[0].public.slice(0, -1), keys[0].public.replace(/\+/g, "-").replace(/\//g, "_") + "="])
    assert.equal(check(good[0].text, [{ ...keys[0], public: broken }]).reason, "key");
});

test("bytes that are no payload are none, whatever they hold", () => {
  const bytes = (text) => new TextEncoder().encode(text);
  for (const text of ["", "null", "[]", "1", '"c"', "{", "[".repeat(50000), '{"__proto__":{"c":"c"}}', '{"constructor":"c"}'])
    assert.equal(readWords(bytes(text)), null, text.slice(0, 30));
  assert.equal(readWords(Uint8Array.of(0xff, 0xfe)), null);
});
