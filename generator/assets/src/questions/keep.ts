/** What of questions is kept in the record of this browser. Everything read back is checked: it may be from anywhere. */
import { fresh, store } from "../record/store";
import type { Spent } from "./clock";
import { isMap, texts } from "./model";

/** A paper begun or done: which questions (ID@meaning), with which seed, which of them are checked, what time it took. */
export interface Paper {
  seed: string;
  items: string[];
  checked: string[];
  spent?: Spent;
}

export interface Attempt {
  paper: { seed: string; items: string[] };
  answers: Record<string, unknown>;
  points: number;
  of: number;
  critical: boolean;
  passed: boolean;
  /** Seconds taken besides the limit. */
  extra: number;
}

/** What of a question decides whether an answer is still one to it. */
export interface Asked {
  id: string;
  meaning: string;
  keeps?: unknown;
}

/** Whether what was kept under a meaning was said to what the question asks now. */
export function stillAsks(asked: Asked, meaning: unknown): boolean {
  return meaning === asked.meaning || (asked.keeps === true && typeof meaning === "string");
}

/** The answer to a question, unless it was given to what the question no longer asks. */
export function readDraft(asked: Asked): unknown {
  const value = store().get("draft/" + asked.id);
  return isMap(value) && stillAsks(asked, value["meaning"]) && value["answer"] !== undefined ? value["answer"] : null;
}

export function keepDraft(id: string, meaning: string, answer: unknown): void {
  store().put("draft/" + id, answer === null ? null : { meaning, answer });
}

export function dropDraft(id: string): void {
  store().put("draft/" + id, null);
}

export function readPaper(quiz: string): Paper | null {
  const value = store().get("paper/" + quiz);
  if (!isMap(value) || typeof value["seed"] !== "string" || !texts(value["items"]).length) return null;
  const paper: Paper = { seed: value["seed"], items: texts(value["items"]), checked: texts(value["checked"]) };
  const spent = readSpent(value["spent"]);
  return spent ? { ...paper, spent } : paper;
}

const LONGEST = 10_000_000; // seconds; what is longer was not written by us

function readSpent(value: unknown): Spent | null {
  if (!isMap(value)) return null;
  const [seconds, extra, seen] = [value["seconds"], value["extra"], value["seen"]].map(Number);
  const fits = [seconds, extra].every((n) => Number.isInteger(n) && n! >= 0 && n! <= LONGEST) && Number.isFinite(seen);
  return fits ? { seconds: seconds!, extra: extra!, seen: seen! } : null;
}

/** What a paper has taken, as far as this page and another one with the same paper know. */
export function longest(kept: Paper | null, seed: string, spent: Spent): Spent {
  if (!kept || !kept.spent || kept.seed !== seed) return spent;
  const { seconds, extra } = kept.spent;
  return { ...spent, seconds: Math.max(seconds, spent.seconds), extra: Math.max(extra, spent.extra) };
}

export function keepPaper(quiz: string, paper: Paper | null): void {
  store().put("paper/" + quiz, paper);
}

export function readAttempts(quiz: string): Attempt[] {
  const found: Array<{ n: number; attempt: Attempt }> = [];
  for (const { n, value } of store().all(`attempt/${quiz}/`)) {
    const paper = isMap(value) ? value["paper"] : null;
    if (!isMap(value) || !isMap(paper) || typeof paper["seed"] !== "string") continue;
    const attempt = {
      paper: { seed: paper["seed"], items: texts(paper["items"]) },
      answers: isMap(value["answers"]) ? value["answers"] : {},
      points: Number(value["points"]) || 0,
      of: Number(value["of"]) || 0,
      critical: value["critical"] === true,
      passed: value["passed"] === true,
      extra: Number(value["extra"]) || 0,
    };
    found.push({ n, attempt });
  }
  return found.sort((a, b) => a.n - b.n).map(({ attempt }) => attempt);
}

export function keepAttempt(quiz: string, attempt: Attempt): void {
  store().put(`attempt/${quiz}/${fresh()}`, attempt);
}

/** Calls `keep` soon after typing stops, and at once when the field or the page is left. */
export function keepWhileTyping(within: HTMLElement, keep: () => void): void {
  let waiting = 0;
  const now = (): void => {
    if (waiting) window.clearTimeout(waiting);
    waiting = 0;
    keep();
  };
  within.addEventListener("input", () => {
    if (waiting) window.clearTimeout(waiting);
    waiting = window.setTimeout(now, 500);
  });
  within.addEventListener("change", now);
  window.addEventListener("pagehide", () => {
    if (waiting) now();
  });
}
