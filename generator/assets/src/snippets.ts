/** Marks the words of a query in a text, and cuts the stretch that says most of it. */

import { make } from "./make";
import { pieces, terms, type Fold } from "./tokens";

const SNIPPET_HAN = 84;
const SNIPPET_LATIN = 170;

interface Mark {
  readonly from: number;
  readonly to: number;
  readonly term: string;
  readonly weight: number;
}

/** Where the query's terms, and other words for them, stand in a text. */
export function findMarks(text: string, weights: ReadonlyMap<string, number>, fold: Fold): Mark[] {
  const parts = pieces(text, fold);
  const marks: Mark[] = [];
  for (const term of terms(parts)) {
    const weight = weights.get(term.text);
    if (weight !== undefined) marks.push({ from: parts[term.first]!.from, to: parts[term.last]!.to, term: term.text, weight });
  }
  const alone = new Set(parts.map((piece) => piece.text));
  weights.forEach((weight, phrase) => {
    const words = phrase.split(" ");
    const hidden = words.length === 1 && phrase.length === 1; // one character: no term of a longer run
    if ((words.length < 2 && !hidden) || !words.every((word) => alone.has(word))) return;
    for (let i = 0; i + words.length <= parts.length; i++) {
      if (!words.every((word, j) => parts[i + j]!.text === word)) continue;
      marks.push({ from: parts[i]!.from, to: parts[i + words.length - 1]!.to, term: phrase, weight });
    }
  });
  return marks.sort((a, b) => a.from - b.from || b.to - a.to);
}

export function weigh(text: string, weights: ReadonlyMap<string, number>, fold: Fold): number {
  const found = new Map(findMarks(text, weights, fold).map((mark) => [mark.term, mark.weight]));
  return Array.from(found.values()).reduce((sum, weight) => sum + weight, 0);
}

/** The summary, or the stretch of the body that says more of the query. */
export function cut(summary: string, body: string, weights: ReadonlyMap<string, number>, fold: Fold): string {
  const marks = findMarks(body, weights, fold).slice(0, 300);
  const long = /[\u4e00-\u9fff]/.test(body.slice(0, 200)) ? SNIPPET_HAN : SNIPPET_LATIN;
  let best = weigh(summary, weights, fold);
  let at = -1;
  marks.forEach((mark, i) => {
    const found = new Map<string, number>();
    for (let j = i; j < marks.length && marks[j]!.to <= mark.from + long - 12; j++) found.set(marks[j]!.term, marks[j]!.weight);
    const value = Array.from(found.values()).reduce((sum, weight) => sum + weight, 0);
    if (value > best * 1.1 + 0.01) {
      best = value;
      at = mark.from;
    }
  });
  if (at < 0) return summary || clip(body, 0, long);
  const before = body.slice(Math.max(0, at - Math.floor(long / 3)), at);
  const sentence = Math.max(...Array.from("。！？；.!?;", (end) => before.lastIndexOf(end)));
  const comma = Math.max(before.lastIndexOf("，"), before.lastIndexOf(" "));
  const back = sentence >= 0 ? before.length - sentence - 1 : before.length === at ? at : comma >= 0 ? before.length - comma - 1 : 6;
  return clip(body, Math.max(0, at - back), long);
}

function clip(text: string, from: number, long: number): string {
  const end = from + long < text.length ? from + long : text.length;
  return `${from > 0 ? "…" : ""}${text.slice(from, end).trim()}${end < text.length ? "…" : ""}`;
}

/** Writes a text with its marks as DOM nodes: page text is never parsed as HTML. */
export function addMarked(into: HTMLElement, text: string, weights: ReadonlyMap<string, number>, fold: Fold): void {
  let at = 0;
  const spans: { from: number; to: number }[] = [];
  for (const { from, to } of findMarks(text, weights, fold)) {
    const last = spans[spans.length - 1];
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else spans.push({ from, to });
  }
  for (const { from, to } of spans) {
    into.appendChild(document.createTextNode(text.slice(at, from)));
    into.appendChild(make("mark", "", text.slice(from, to)));
    at = to;
  }
  into.appendChild(document.createTextNode(text.slice(at)));
}
