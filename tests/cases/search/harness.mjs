// Runs the browser's search code under node: a job on stdin, its answer on stdout (both JSON).
// Node strips the types itself (22.18 or later), so the test needs no bundler.
import { readFileSync } from "node:fs";
import * as module from "node:module";
import { runInNewContext } from "node:vm";

if (!module.registerHooks) throw new Error(`node ${process.version} is too old for this test: 22.18 or later`);
module.registerHooks({
  resolve: (name, context, next) => next(/^\.\/\w+$/.test(name) ? `${name}.ts` : name, context),
});
const source = new URL("../../../generator/assets/src/", import.meta.url);
const { atoms, hashTerm, readFold, tokens } = await import(new URL("tokens.ts", source));
const { ask } = await import(new URL("ask.ts", source));
const { readTable } = await import(new URL("query.ts", source));
const { readWordbook } = await import(new URL("mend.ts", source));
const { readReadings, soundsLike, spell } = await import(new URL("pinyin.ts", source));
const { rarity } = await import(new URL("rank.ts", source));
const { cut, findMarks } = await import(new URL("snippets.ts", source));

const jobs = { tokenise, search, read_aloud, rarities };
const job = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(await jobs[job.job](job)));

function tokenise({ fold, alike, texts }) {
  const map = readFold(fold, alike);
  return texts.map((text) => ({
    tokens: tokens(text, map),
    atoms: atoms(text, map),
    hash: hashTerm(text),
  }));
}

function read_aloud({ syllables, odd, texts }) {
  const readings = readReadings(syllables, odd);
  return texts.map((text) => [spell(text, readings), spell(text, readings).map(soundsLike)]);
}

function rarities({ pairs }) {
  return pairs.map(([pages, count]) => rarity(pages, count));
}

/** Each query against the published files, as the browser would read them. */
async function search({ files, queries }) {
  const data = {};
  const window = { xinyuSearch: (name, _version, value) => (data[name.split("/")[1]] = value) };
  for (const text of Object.values(files)) runInNewContext(text, { window, xinyuSearch: window.xinyuSearch });
  const table = readTable(data.index);
  const width = Math.max(2, (table.data.terms - 1).toString(16).length);
  const name = (shard) => `t-${shard.toString(16).padStart(width, "0")}`;
  const texts = Object.keys(data).filter((key) => key.startsWith("s-")).sort();
  const answers = [];
  for (const text of queries) {
    const read = new Set(["index"]);
    const found = await ask(text, {
      index: async () => table,
      postings: async (number) => (read.add(name(number)), data[name(number)]),
      folded: async () => (read.add("fold"), readTable(data.index, data.fold)),
      wordbook: async (wanted) => (read.add("aloud"), readWordbook(data.aloud, wanted)),
    });
    const list = (hits) => hits.map((hit) => table.urls[hit.page]);
    const shown = (found.hits.length ? found.hits : found.near).slice(0, 4);
    const cuts = shown.map((hit) => {
      const file = texts.find((key) => data[key].some(([url]) => url === table.urls[hit.page]));
      read.add(file);
      const [, summary, , body] = data[file].find(([url]) => url === table.urls[hit.page]);
      const snippet = cut(summary, body, found.weights, found.table.fold);
      return { snippet, marks: findMarks(snippet, found.weights, found.table.fold).map(({ from, to }) => snippet.slice(from, to)) };
    });
    answers.push({
      hits: list(found.hits),
      near: list(found.near),
      leads: list(found.hits.filter((hit) => hit.lead)),
      meant: found.meant,
      scores: found.hits.map((hit) => hit.score),
      terms: found.query.units.map((unit) => unit.term),
      read: Array.from(read),
      cuts,
    });
  }
  return answers;
}
