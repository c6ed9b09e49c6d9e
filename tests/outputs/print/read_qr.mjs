// Reads QR codes for the tests of certificates, with jsQR.
// In: JSON, {pictures: [{wide, high, grey: base64}]}. Out: {read: [...]}.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../../../generator/assets/package.json", import.meta.url));
const jsQR = require("jsqr");

function read({ wide, high, grey }) {
  const dots = Buffer.from(grey, "base64");
  const pixels = new Uint8ClampedArray(wide * high * 4).fill(255);
  dots.forEach((dot, at) => pixels.fill(dot, at * 4, at * 4 + 3));
  return jsQR(pixels, wide, high)?.data ?? null;
}

const { pictures } = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify({ read: pictures.map(read) }));
