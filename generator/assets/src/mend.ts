/** Guesses what was meant where a query has words no page has. The twin of outputs/site/search/mend.py. */

import { readReadings, soundsLike, spell, type Readings } from "./pinyin";
import { readUnits, type Query, type Table, type Unit, readFear } from "./query";
import type { Shards } from "./rank";
import { pieces, terms, type Piece } from "./tokens";

const LONGEST = 8; // characters of a known word
const SURE = 4; // from this length on one wrong character may sound otherwise
const BEGUN = 5; // letters of a pinyin that is still being typed
const LATIN = 5; // letters of an English word in which a slip is mended
const TIMES = 3; // slips mended in one query
const FIRM = 2; // a pair of characters on so many pages is no slip

/** `search/aloud.js`. */
export interface AloudData {
  readonly syllables: string;
  /** The words of the synonym groups, the likeliest first: a digit, how many characters are as in the word before, and the others. */
  readonly words: string;
  readonly odd: readonly string[];
}

/** The known words by how they sound and look. */
export interface Wordbook {
  readonly readings: Readings;
  readonly sounds: ReadonlyMap<string, string>;
  /** Words with one character left out (`_`). */
  readonly blanks: ReadonlyMap<string, string>;
  readonly pinyin: ReadonlyMap<string, string>;
  readonly initials: ReadonlyMap<string, string>;
  readonly latin: readonly string[];
}

export interface Mended {
  readonly query: Query;
  /** The words that were put in. */
  readonly meant: readonly string[];
}

type Span = readonly [first: number, last: number];

export function isHan(text: string): boolean {
  return text > "\u2fff";
}

/** Words a slip may have been meant for, the likeliest first: those of the synonym groups, then of the titles. */
function knownWords(data: AloudData, table: Table): string[] {
  const titles = table.titles.flatMap((title) => {
    const out: string[] = [];
    let run = 0;
    for (const piece of pieces(title, table.fold)) {
      if (piece.han && piece.run === run) out[out.length - 1] += piece.text;
      else out.push(piece.text);
      run = piece.run;
    }
    return out;
  });
  return Array.from(new Set([...unpackWords(data.words), ...titles].filter(isKnown)));
}

function unpackWords(packed: string): string[] {
  let before: string[] = [];
  return Array.from(packed.matchAll(/(\d)(\D*)/g), ([, shared, rest]) => {
    before = [...before.slice(0, Number(shared)), ...rest!];
    return before.join("");
  });
}

function isKnown(word: string): boolean {
  const chars = Array.from(word);
  if (chars.every(isHan)) return chars.length >= 2 && chars.length <= LONGEST;
  return word.length >= LATIN - 1 && /^[a-z]+$/.test(word);
}

/** Looks every word up once; of two that agree the first is kept. */
export function readWordbook(data: AloudData, table: Table): Wordbook {
  const readings = readReadings(data.syllables, data.odd);
  const words = knownWords(data, table);
  const sounds = new Map<string, string>();
  const blanks = new Map<string, string>();
  const pinyin = new Map<string, string>();
  const initials = new Map<string, string>();
  const put = (map: Map<string, string>, key: string, word: string): void => {
    if (!map.has(key)) map.set(key, word);
  };
  for (const word of words.filter(isHan)) {
    const chars = Array.from(word);
    const spelt = spell(word, readings);
    if (chars.length >= SURE) chars.forEach((_, i) => put(blanks, blank(chars, i), word));
    if (!spelt.every(Boolean)) continue;
    put(sounds, spelt.map(soundsLike).join(" "), word);
    put(pinyin, spelt.join(""), word);
    put(initials, spelt.map((syllable) => syllable[0]).join(""), word);
  }
  return { readings, sounds, blanks, pinyin, initials, latin: words.filter((word) => !isHan(word)) };
}

function blank(chars: readonly string[], at: number): string {
  return chars.map((char, i) => (i === at ? "_" : char)).join("");
}

/** The query as it was probably meant, or null where there is nothing to mend. */
export function mend(query: Query, table: Table, shards: Shards, book: Wordbook): Mended | null {
  let { parts, units } = query;
  const meant: string[] = [];
  for (let time = 0; time < TIMES; time++) {
    const missing = findMissing(units, shards);
    const found = latin(parts, missing, table, book) ?? han(parts, missing, table, shards, book);
    if (!found) break;
    const [first, last, word] = found;
    const { from, run } = parts[first]!;
    const { to } = parts[last]!;
    const put = (text: string, isHanPiece: boolean): Piece => ({ text, word: text, from, to, run, han: isHanPiece });
    const meantPieces = isHan(word) ? Array.from(word, (char) => put(char, true)) : [put(word, false)];
    parts = [...parts.slice(0, first), ...meantPieces, ...parts.slice(last + 1)];
    units = readUnits(parts, table, shards.aliases);
    meant.push(word);
  }
  if (!meant.length) return null;
  const fear = query.danger ? {} : readFear(parts.map((piece) => piece.text), table); // a slip in a word of danger
  return { query: { ...query, parts, units, ...fear }, meant };
}

/** Pieces of the terms that no page has and no synonym group found in the query covers. */
export function findMissing(units: readonly Unit[], shards: Shards): Span[] {
  const count = (term: string): number => shards.posting(term).count;
  const groups = units.filter((unit) => unit.group && count(unit.term));
  return units
    .filter((unit) => !unit.group && !groups.some((group) => group.first <= unit.first && unit.last <= group.last))
    .filter((unit) => !count(unit.term))
    .map((unit) => [unit.first, unit.last] as const);
}

type Put = readonly [first: number, last: number, word: string];

/** The longest row of Latin words that is pinyin of a known word, else a word with one slip in it. */
function latin(parts: readonly Piece[], missing: readonly Span[], table: Table, book: Wordbook): Put | null {
  const lost = missing.map(([first]) => first).filter((first) => !parts[first]!.han).sort((a, b) => a - b);
  for (let length = parts.length; length > 0 && table.data.lang !== "en"; length--) {
    for (let first = 0; first + length <= parts.length; first++) {
      const row = parts.slice(first, first + length);
      if (row.some((piece) => piece.han) || !lost.some((at) => at >= first && at < first + length)) continue;
      const word = readPinyin(row.map((piece) => piece.word).join("").replace(/v/g, "u"), book, length === 1);
      if (word) return [first, first + length - 1, word];
    }
  }
  for (const first of lost) {
    const word = book.latin.find((known) => oneSlip(parts[first]!.text, known));
    if (word) return [first, first, word];
  }
  return null;
}

function readPinyin(typed: string, book: Wordbook, single: boolean): string {
  let word = book.pinyin.get(typed) ?? "";
  if (!word && single && typed.length > 1) word = book.initials.get(typed) ?? "";
  if (!word && typed.length >= BEGUN) {
    book.pinyin.forEach((known, spelt) => {
      if (!word && spelt.startsWith(typed)) word = known;
    });
  }
  return word;
}

/** The longest stretch that sounds like a known word, or differs from a long one in a single character. */
function han(
  parts: readonly Piece[],
  missing: readonly Span[],
  table: Table,
  shards: Shards,
  book: Wordbook,
): Put | null {
  const lost = missing.filter(([first, last]) => parts[first]!.han && last > first);
  if (!lost.length) return null;
  const firm = new Set<number>();
  for (const { text, first, last } of terms(parts)) {
    if (isFirm(text, table.data.light, shards)) firm.add(first).add(last);
  }
  for (let length = Math.min(LONGEST, parts.length); length > 1; length--) {
    for (let first = 0; first + length <= parts.length; first++) {
      const row = parts.slice(first, first + length);
      const last = first + length - 1;
      if (row[0]!.run !== row[length - 1]!.run || !row[0]!.han) continue;
      if (!lost.some(([a, b]) => first <= a && b <= last)) continue;
      const chars = row.map((piece) => piece.text);
      const word = alike(chars, chars.map((_, i) => i).filter((i) => !firm.has(first + i)), book);
      if (word) return [first, last, word];
    }
  }
  return null;
}

/** Whether several pages have this pair of characters: then neither of them is a slip. */
function isFirm(term: string, light: string, shards: Shards): boolean {
  const chars = Array.from(term);
  return chars.length === 2 && !chars.some((char) => light.includes(char)) && shards.posting(term).count >= FIRM;
}

/** The known word that the characters stand for; only those at `loose` may be wrong. */
function alike(chars: readonly string[], loose: readonly number[], book: Wordbook): string {
  const spelt = spell(chars.join(""), book.readings);
  const word = spelt.every(Boolean) ? (book.sounds.get(spelt.map(soundsLike).join(" ")) ?? "") : "";
  const other = Array.from(word);
  const wrong = chars.map((_, i) => i).filter((i) => i < other.length && chars[i] !== other[i]);
  const agrees = (): boolean => spell(word, book.readings).join(" ") === spelt.join(" ");
  // Two characters that only sound alike are another word, unless the sounds agree to the letter.
  if (wrong.length && wrong.every((i) => loose.includes(i)) && (wrong.length < chars.length || agrees())) return word;
  if (chars.length < SURE) return "";
  for (const i of loose) {
    const near = book.blanks.get(blank(chars, i));
    if (near && near !== chars.join("")) return near;
  }
  return "";
}

/** Whether one letter is wrong, missing or too many, or two neighbours are swapped. */
function oneSlip(typed: string, known: string): boolean {
  if (typed.length < LATIN || Math.abs(typed.length - known.length) > 1 || typed === known) return false;
  const [shorter, longer] = typed.length <= known.length ? [typed, known] : [known, typed];
  let i = 0;
  while (i < shorter.length && shorter[i] === longer[i]) i++;
  if (shorter.length !== longer.length) return shorter.slice(i) === longer.slice(i + 1);
  const swapped = typed.slice(i + 1, i + 2) + typed.slice(i, i + 1) === known.slice(i, i + 2) && typed.slice(i + 2) === known.slice(i + 2);
  return typed.slice(i + 1) === known.slice(i + 1) || swapped;
}
