// QR codes, read back by a reader that knows nothing of the writer (jsQR).
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import test from "node:test";
import { source } from "./node.mjs";

const require = createRequire(new URL("../../generator/assets/package.json", import.meta.url));
const jsQR = require("jsqr");
const { modules, QR_LETTERS } = await source("my/qr");
const { join, scan, writeChunks } = await source("record/code");

function photo(rows, scale = 3, quiet = 4) {
  const size = (rows.length + 2 * quiet) * scale;
  const pixels = new Uint8ClampedArray(size * size * 4).fill(255);
  rows.forEach((row, y) => row.forEach((dark, x) => {
    if (!dark) return;
    for (let dy = 0; dy < scale; dy++)
      for (let dx = 0; dx < scale; dx++) {
        const at = (((y + quiet) * scale + dy) * size + (x + quiet) * scale + dx) * 4;
        pixels[at] = pixels[at + 1] = pixels[at + 2] = 0;
      }
  }));
  return jsQR(pixels, size, size)?.data;
}

test("an address and a chunk, and a chunk alone, come back as they were", () => {
  const bytes = Uint8Array.from({ length: 1000 }, (_, i) => (i * i * 31 + (i >> 3)) & 255);
  const before = "http://school.lan/xinyu/my.html#";
  const read = [];
  for (const chunk of writeChunks(bytes, QR_LETTERS)) {
    const rows = modules(before, chunk, "L");
    assert.ok(rows.length <= 97, `${rows.length} modules are too fine for a phone's screen`);
    const text = photo(rows);
    assert.equal(text, before + chunk);
    read.push(text);
    const sheet = modules("", chunk.slice(0, 600), "M");
    assert.ok(45 / (sheet.length + 8) >= 0.45, "modules of a printed slip are at least 0.45 mm");
    assert.equal(photo(sheet), chunk.slice(0, 600));
  }
  assert.deepEqual(join(scan(read.join("\n")).chunks).bytes, bytes);
});
