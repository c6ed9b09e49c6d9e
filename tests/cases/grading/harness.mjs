// Grades, draws, shuffles and folds with the browser's own code: jobs on stdin (JSON), results on stdout.
// The bundle to ask is the first argument: tests/questions/browser_code.py makes it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

globalThis.document = { documentElement: {} }; // named at load, used only in a page
const { draw, fold, grade, passes, random, readNumber, score, shuffle } = createRequire(import.meta.url)(process.argv[2]);
const jobs = {
  grade: ({ model, answer }) => grade(model, answer),
  draw: ({ forms, seed, count, used }) => draw(forms, seed, count, used),
  shuffle: ({ things, seed }) => shuffle(things, seed),
  random: ({ seed, limits }) => {
    const below = random(seed);
    return limits.map((limit) => below(limit));
  },
  fold: ({ text }) => fold(text),
  number: ({ text, units }) => readNumber(text, units),
  score: ({ grades }) => score(grades),
  passes: ({ grades, critical, mark }) => passes(grades, critical, mark),
};
process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map((job) => jobs[job.job](job))));
