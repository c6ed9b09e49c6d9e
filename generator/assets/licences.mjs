// Writes dist/licences.txt: the notices of the libraries that are inside our bundles, as their licences ask.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";

const INSIDE = ["@noble/hashes", "fflate", "qrcode-generator", "tweetnacl"];
const QRCODE = "Copyright (c) 2009 Kazuhiko Arase"; // its package brings no licence file; this is its source's first line
const folder = new URL("node_modules/", import.meta.url);
const mit = readFileSync(new URL("fflate/LICENSE", folder), "utf8");

const texts = INSIDE.map((name) => {
  const at = new URL(`${name}/`, folder);
  const { version, license } = JSON.parse(readFileSync(new URL("package.json", at), "utf8"));
  const file = readdirSync(at).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file && existsSync(new URL(file, at)) ? readFileSync(new URL(file, at), "utf8") : mit.replace(/^Copyright.*$/m, QRCODE);
  return `${name} ${version} (${license})\n\n${text.trim()}\n`;
});
writeFileSync(new URL("dist/licences.txt", import.meta.url), `Parts of my.js, exam.js and verify.js come from these libraries.\n\n${texts.join("\n----\n\n")}`);
