// Builds every committed file of the front end: `npm run build`. One row a bundle: from, to, and what it needs besides.
import { copyFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const BUNDLES = [
  ["src/xinyu.ts", "dist/xinyu.js"],
  ["src/first.ts", "theme/assets/xinyu-first.js"],
  ["src/search.ts", "dist/search.js"],
  ["src/exam/exam.ts", "dist/exam.js"],
  ["src/my/my.ts", "dist/my.js"],
  ["src/verify/verify.ts", "dist/verify.js"],
  ["src/start.ts", "dist/start.js"],
  ["src/worker/worker.ts", "dist/worker.js"],
  ["src/worker/off.ts", "dist/worker-off.js"],
  ["src/deck.ts", "print/deck.js"],
  ["css/xinyu.css", "dist/xinyu.css"],
  ["css/deck.css", "print/deck.css"],
];
const here = dirname(fileURLToPath(import.meta.url));

for (const [from, to] of BUNDLES) {
  await build({
    absWorkingDir: here,
    entryPoints: [from],
    outfile: to,
    bundle: true,
    minify: true,
    format: from.endsWith(".ts") ? "iife" : undefined,
    target: ["chrome86", "safari13"],
    supported: { destructuring: true }, // esbuild takes a fault of Safari 14 for a missing feature of 13
    charset: "utf8",
    legalComments: "none",
    loader: { ".svg": "dataurl" },
    logLevel: "warning",
  });
}
await import("./licences.mjs");
copyFileSync(`${here}/icons/favicon.svg`, `${here}/theme/assets/favicon.svg`);
