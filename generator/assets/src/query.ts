/** Reads a query: what it asks for, who asks, and whether it speaks of danger. The twin of outputs/site/search/query.py. */

import { readGaps } from "./digits";
import { atoms, hashTerm, normalise, pieces, readFold, terms, type Fold, type Piece } from "./tokens";

/** The numbers of ranking, in thousandths; outputs/site/search/weights.py says what each means. */
export interface Numbers {
  readonly synonym: number;
  readonly covers: number;
  readonly title: number;
  readonly titled: number;
  readonly unknown: number;
  readonly enough: number;
  readonly tail: number;
  readonly begun: number;
  readonly pieces: number;
  readonly near: number;
  readonly firm: number;
  readonly chain: number;
  readonly gaps: number;
  readonly kinds: Readonly<Record<string, number>>;
  readonly readers: Readonly<Record<string, number>>;
  readonly leads: Readonly<Record<string, number>>;
  readonly most_leads: number;
  readonly taught: number;
  readonly taught_others: number;
  readonly sure: number;
  readonly lead: number;
}

/** The number of a synonym group (-1: none), and hashes of danger words (gaps) by their length in atoms, the longest first. */
export type Fear = readonly [group: number, hashes: readonly (readonly [length: number, hashes: string])[]];

/** A kind of danger, a synonym group, and hashes of the words for it by their length. */
type Known = readonly [danger: string, group: number, hashes: readonly (readonly [length: number, hashes: ReadonlySet<number>])[]];

/** `search/index.js`, as outputs/site/search/index.py writes it. */
export interface IndexData {
  readonly lang: string;
  readonly terms: number;
  readonly sizes: readonly number[];
  readonly titles: string;
  readonly urls: string;
  readonly kinds: readonly string[];
  readonly kind: readonly number[];
  readonly readers: readonly string[];
  readonly for: readonly number[];
  /** Grades as the bits of a number, and which of these each page is made for. */
  readonly grades: readonly number[];
  readonly grade: readonly number[];
  readonly urgent: readonly number[];
  /** Synonym groups that have a word of one Han character, by it; the others stand in the shards. */
  readonly short: Readonly<Record<string, readonly number[]>>;
  readonly fold: string;
  readonly alike: string;
  readonly stop: readonly string[];
  readonly words: string;
  readonly light: string;
  readonly danger: Readonly<Record<string, readonly Fear[]>>;
  /** The synonym group of urgent help; -1: none. */
  readonly crisis: number;
  /** Who may ask: the phrases by which they are known (spaced atoms, parted by `|`), and what suits them. */
  readonly voices: Readonly<Record<string, readonly [phrases: string, suits: Readonly<Record<string, number>>]>>;
  /** Grades, and the words for them, as spaced atoms parted by `|`. */
  readonly taught: readonly (readonly [bits: number, words: string])[];
  readonly rank: Numbers;
}

/** The index, ready for use. */
export interface Table {
  readonly data: IndexData;
  readonly fold: Fold;
  readonly titles: readonly string[];
  readonly urls: readonly string[];
  readonly titleAtoms: readonly (readonly string[])[];
  readonly stopWords: ReadonlySet<string>;
  readonly fears: readonly Known[];
  /** Words for classes, the longest first. */
  readonly taught: readonly (readonly [word: string, bits: number])[];
}

/** A term or a synonym group found in the query; covers the query's pieces `first` to `last`. */
export interface Unit {
  readonly term: string;
  readonly first: number;
  readonly last: number;
  readonly group: boolean;
}

/** A synonym group and one of its words, as atoms. */
export type Alias = readonly [group: number, word: readonly string[]];

/** The words of synonym groups that begin with a term, as its shard lists them. */
export type Aliases = (term: string) => readonly Alias[];

export interface Query {
  readonly parts: readonly Piece[];
  readonly units: readonly Unit[];
  /** A key of `Numbers.leads`, or empty. */
  readonly danger: string;
  /** The synonym group of what is feared, as a term; empty where there is none. */
  readonly feared: string;
  readonly voices: readonly string[];
  /** The classes it is about, as bits. */
  readonly taught: number;
}

/** The index read with `pairs` of traditional and simplified characters: its own, or all of them. */
export function readTable(data: IndexData, pairs = data.fold): Table {
  const fold = readFold(pairs, data.alike);
  const titles = data.titles === "" && data.kind.length === 0 ? [] : data.titles.split("\n");
  return {
    data,
    fold,
    titles,
    urls: data.urls.split("\n"),
    titleAtoms: titles.map((title) => atoms(title, fold)),
    stopWords: new Set(data.words.split(" ")),
    fears: Object.entries(data.danger).flatMap(([danger, fears]) =>
      fears.map(([group, hashes]): Known => [danger, group, hashes.map(([length, gaps]) => [length, new Set(readGaps(gaps))])]),
    ),
    taught: data.taught
      .flatMap(([bits, words]) => words.split("|").map((word) => [` ${word} `, bits] as const))
      .sort(([a], [b]) => b.length - a.length || (a < b ? -1 : 1)),
  };
}

/** The terms of a query, the synonym groups it names, and what else it tells. */
export function readQuery(text: string, table: Table, aliases: Aliases): Query {
  const { voices, rank } = table.data;
  const whole = pieces(text, table.fold);
  const words = whole.map((piece) => piece.text);
  const said = ` ${words.join(" ")} `;
  const parts = dropStops(whole, table).slice(0, rank.pieces);
  return {
    parts,
    units: readUnits(parts, table, aliases),
    ...readFear(words, table),
    voices: Object.keys(voices).filter((voice) => voices[voice]![0].split("|").some((phrase) => said.includes(` ${phrase} `))),
    taught: findTaught(said, table),
  };
}

/** What atoms fear before all else, and the synonym group of it as a term; empty where there is nothing. */
export function readFear(words: readonly string[], table: Table): { danger: string; feared: string } {
  const fear = table.fears.find((one) => feared(words, one));
  return { danger: fear ? fear[0] : "", feared: groupTerm(fear ? fear[1] : -1) };
}

/** The grades that words (spaced, a space at either end) name: the narrowest of them. */
function findTaught(words: string, table: Table): number {
  let said = words;
  const found: number[] = [];
  for (const [word, bits] of table.taught) {
    if (!said.includes(word)) continue;
    said = said.split(word).join(" | ");
    found.push(bits);
  }
  const wide = (bits: number): boolean => found.some((other) => other !== 0 && other !== bits && (other & bits) === other);
  return found.filter((bits) => !wide(bits)).reduce((all, bits) => all | bits, 0);
}

/** Bigrams and words of the pieces, each once, then the synonym groups they name. */
export function readUnits(parts: readonly Piece[], table: Table, aliases: Aliases): Unit[] {
  const units: Unit[] = [];
  const seen = new Set<string>();
  for (const term of terms(parts)) {
    if (seen.has(term.text)) continue;
    seen.add(term.text);
    units.push({ term: term.text, first: term.first, last: term.last, group: false });
  }
  const words = parts.map((piece) => piece.text);
  const found = new Map<number, Place>();
  const short = parts.flatMap(({ text }): Alias[] => (table.data.short[text] ?? []).map((group) => [group, [text]]));
  for (const [group, wanted] of Array.from(seen).flatMap(aliases).concat(short)) {
    const place = findAlias(wanted, words, table.data.rank.gaps);
    if (!place) continue;
    const one: Place = [size(wanted.join(" ")), place[0], wanted.join(" "), place[1]];
    const other = found.get(group);
    if (!other || isBetter(one, other)) found.set(group, one);
  }
  for (const group of Array.from(found.keys()).sort((a, b) => a - b)) {
    const [, first, , last] = found.get(group)!;
    units.push({ term: `=${group}`, first, last, group: true });
  }
  const named = new Set(units.map((unit) => unit.term));
  for (const fear of table.fears) {
    const term = groupTerm(fear[1]);
    const place = feared(words, fear);
    if (place && term && !named.has(term)) units.push({ term, first: place[0], last: place[1], group: true });
  }
  return units;
}

/** How long a word is, the first piece of it, itself, the last piece of it. */
type Place = readonly [size: number, first: number, word: string, last: number];

function isBetter(one: Place, other: Place): boolean {
  if (one[0] !== other[0]) return one[0] > other[0];
  if (one[1] !== other[1]) return one[1] < other[1];
  return one[2] !== other[2] ? one[2] < other[2] : one[3] < other[3];
}

/** First and last piece of a word of several atoms: side by side; Latin words in their order, `gaps` others between. */
function findAlias(wanted: readonly string[], words: readonly string[], gaps: number): readonly [number, number] | null {
  const loose = wanted.length > 1 && wanted.every((atom) => atom < "\u2fff") ? gaps : 0;
  for (let first = 0; first + wanted.length <= words.length; first++) {
    if (words[first] !== wanted[0]) continue;
    let at = 0;
    for (let i = first; i < Math.min(words.length, first + wanted.length + loose); i++) {
      if (words[i] === wanted[at]) {
        at += 1;
        if (at === wanted.length) return [first, i];
      } else if (!loose) break;
    }
  }
  return null;
}

function groupTerm(number: number): string {
  return number < 0 ? "" : `=${number}`;
}

export function crisisTerm(table: Table): string {
  return groupTerm(table.data.crisis);
}

/** Length in code points, as Python counts. */
export function size(text: string): number {
  return Array.from(text).length;
}

export function findPhrase(words: readonly string[], phrase: readonly string[]): number {
  for (let i = 0; i + phrase.length <= words.length; i++) {
    if (phrase.every((text, j) => words[i + j] === text)) return i;
  }
  return -1;
}

/** First and last piece of the longest danger word among `words`. */
function feared(words: readonly string[], [, , hashes]: Known): readonly [number, number] | null {
  for (const [length, known] of hashes) {
    for (let i = 0; i + length <= words.length; i++) {
      if (known.has(hashTerm(words.slice(i, i + length).join(" ")))) return [i, i + length - 1];
    }
  }
  return null;
}

/** Removes 怎么办, "how to" and the like, unless nothing else is left. */
function dropStops(whole: readonly Piece[], table: Table): readonly Piece[] {
  const kept = whole.map(() => true);
  for (const phrase of table.data.stop) {
    const wanted = Array.from(normalise(phrase, table.fold));
    for (let i = 0; i + wanted.length <= whole.length; i++) {
      const span = whole.slice(i, i + wanted.length);
      const fits = span.every((piece, j) => piece.text === wanted[j]) && span[0]!.run === span[span.length - 1]!.run;
      if (fits && span.every((_, j) => kept[i + j])) span.forEach((_, j) => (kept[i + j] = false));
    }
  }
  const rest: Piece[] = [];
  let gap = 0; // a phrase taken out of a run parts it: no bigram may reach over the hole
  whole.forEach((piece, i) => {
    if (!kept[i]) gap += 1;
    else if (piece.han || !table.stopWords.has(piece.word)) rest.push({ ...piece, run: piece.run + gap });
  });
  return rest.some((piece) => !piece.han || !table.data.light.includes(piece.text)) ? rest : whole;
}
