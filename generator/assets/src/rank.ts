/** Reads the search index and ranks pages for a query. Pure: no DOM, no loading (that is search.ts). */

import { atoms, hashTerm, normalise, pieces, readFold, terms, type Fold, type Piece } from "./tokens";

/** Pages one prepares with come after those one reads when something has happened. */
const CLASS = new Set(["lesson", "theme-meeting", "lecture", "unit", "exam"]);

/** `search/index.js`, as outputs/site/search/index.py writes it. */
export interface IndexData {
  readonly lang: string;
  readonly terms: number;
  readonly sizes: readonly number[];
  readonly titles: string;
  readonly urls: string;
  readonly kinds: readonly string[];
  readonly kind: readonly number[];
  readonly urgent: readonly number[];
  readonly same: readonly (readonly string[])[];
  readonly fold: string;
  readonly stop: readonly string[];
  readonly words: string;
  readonly light: string;
  readonly danger: Readonly<Record<string, readonly number[]>>;
  readonly synonym: number;
}

/** The index, ready for use. */
export interface Table {
  readonly data: IndexData;
  readonly fold: Fold;
  readonly titles: readonly string[];
  readonly urls: readonly string[];
  readonly titleAtoms: readonly (readonly string[])[];
  readonly stopWords: ReadonlySet<string>;
  readonly danger: ReadonlySet<string>;
}

/** A term or a synonym group found in the query; covers the query's pieces `first` to `last`. */
export interface Unit {
  readonly term: string;
  readonly first: number;
  readonly last: number;
  readonly group: readonly string[] | null;
}

export interface Query {
  readonly parts: readonly Piece[];
  readonly units: readonly Unit[];
  /** Speaks of danger to life: the urgent pages lead. */
  readonly danger: boolean;
}

export interface Hit {
  readonly page: number;
  readonly score: number;
  /** Share of the query (0-1) that the page speaks of. */
  readonly cover: number;
  /** An urgent page put first because the query speaks of danger. */
  readonly lead: boolean;
}

export interface Ranking {
  readonly hits: readonly Hit[];
  /** When nothing was found: the pages that come nearest. */
  readonly near: readonly Hit[];
  /** Weight of each term and phrase worth marking, for snippets. */
  readonly weights: ReadonlyMap<string, number>;
}

const MAX_PIECES = 30; // a pasted paragraph is cut here: each new term is a file to fetch
const MAX_LEADS = 5;
const MIN_LEADS = 3;
const MAX_NEAR = 5;
const ENOUGH = 0.5; // share of the query a page must cover to count as found
const TAIL = 0.12; // pages below this share of the best score are noise
const TITLE_IMPACT = 20; // a word begun but not finished, found at the start of a title's word
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
const DIGIT = new Map(Array.from(DIGITS, (char, value) => [char, value] as const));

export function readTable(data: IndexData): Table {
  const fold = readFold(data.fold);
  const titles = data.titles === "" && data.kind.length === 0 ? [] : data.titles.split("\n");
  const danger = new Set<string>();
  for (const length of Object.keys(data.danger)) {
    for (const hash of data.danger[length] ?? []) danger.add(`${length}:${hash}`);
  }
  return {
    data,
    fold,
    titles,
    urls: data.urls.split("\n"),
    titleAtoms: titles.map((title) => atoms(title, fold)),
    stopWords: new Set(data.words.split(" ")),
    danger,
  };
}

/** What the query asks for: its terms, the synonym groups it names, and whether it speaks of danger. */
export function readQuery(text: string, table: Table): Query {
  const all = pieces(text, table.fold);
  const danger = isDanger(all.map((piece) => piece.text), table);
  const parts = dropStops(text, all, table).slice(0, MAX_PIECES);
  const units: Unit[] = [];
  const seen = new Set<string>();
  for (const term of terms(parts)) {
    if (seen.has(term.text)) continue;
    seen.add(term.text);
    units.push({ term: term.text, first: term.first, last: term.last, group: null });
  }
  const words = parts.map((piece) => piece.text);
  table.data.same.forEach((group, number) => {
    const places = group.map((word) => [word, findPhrase(words, word.split(" "))] as const);
    const [word, first] = places.reduce((a, b) => (b[1] >= 0 && (a[1] < 0 || b[0].length > a[0].length) ? b : a));
    if (first >= 0) units.push({ term: `=${number}`, first, last: first + word.split(" ").length - 1, group });
  });
  return { parts, units, danger };
}

/** Numbers of the posting shards the query needs, each once. */
export function shardsOf(query: Query, table: Table): number[] {
  return Array.from(new Set(query.units.map((unit) => shardOf(unit.term, table))));
}

export function shardOf(term: string, table: Table): number {
  return hashTerm(term) % table.data.terms;
}

/** Finds a term's postings in a shard's text; undefined if no page has it. */
export function findPostings(shard: string, term: string): string | undefined {
  const key = `\n${term} `;
  const at = shard.indexOf(key);
  return at < 0 ? undefined : shard.slice(at + key.length, shard.indexOf("\n", at + key.length));
}

/** Pages for the query, best first; `postings` gives a term's list, undefined if there is none. */
export function rank(query: Query, table: Table, postings: (term: string) => string | undefined): Ranking {
  const count = table.titles.length;
  const weights = new Map<string, number>();
  const scores = new Float64Array(count);
  const covered = new Int32Array(count); // one bit for each piece of the query
  let everywhere = 0;
  const lists: { unit: Unit; bits: number; pages: number[]; impacts: number[]; idf: number }[] = [];
  for (const unit of query.units) {
    const list = decode(postings(unit.term) ?? "");
    if (unit.last === query.parts.length - 1 || list.count === 0) addTitles(unit, query, table, list);
    const idf = Math.log(1 + (count - list.count + 0.5) / (list.count + 0.5));
    const bits = bitsOf(unit);
    if (list.common) everywhere |= bits;
    for (const word of list.count ? (unit.group ?? [unit.term]) : []) weights.set(word, Math.max(idf, weights.get(word) ?? 0));
    lists.push({ unit, bits, pages: list.pages, impacts: list.impacts, idf });
  }
  for (const { unit, bits, pages, impacts, idf } of lists) {
    if (unit.group) continue;
    pages.forEach((page, i) => {
      scores[page] = scores[page]! + idf * impacts[i]!;
      covered[page] = covered[page]! | bits;
    });
  }
  for (const group of lists) {
    if (!group.unit.group) continue;
    // Another word for it counts where the words themselves say less.
    const direct = new Float64Array(count);
    for (const { unit, bits, pages, impacts, idf } of lists) {
      if (unit.group || bits & ~group.bits) continue;
      pages.forEach((page, i) => (direct[page] = direct[page]! + idf * impacts[i]!));
    }
    const span = Math.max(1, Math.min(2, group.unit.last - group.unit.first));
    group.pages.forEach((page, i) => {
      const value = table.data.synonym * span * group.idf * group.impacts[i]!;
      scores[page] = scores[page]! + Math.max(0, value - direct[page]!);
      covered[page] = covered[page]! | group.bits;
    });
  }
  return { ...order(query, table, scores, covered, everywhere), weights };
}

function order(query: Query, table: Table, scores: Float64Array, covered: Int32Array, everywhere: number) {
  const value = query.parts.map((piece): number => (piece.han ? (table.data.light.includes(piece.text) ? 0 : 1) : 2));
  const total = value.reduce((sum, one) => sum + one, 0) || 1;
  const phrase = query.parts.map((piece) => piece.text);
  const all: Hit[] = [];
  scores.forEach((score, page) => {
    if (score <= 0) return;
    const bits = covered[page]! | everywhere;
    const cover = value.reduce((sum, one, i) => sum + (bits & (1 << i) ? one : 0), 0) / total;
    let final = score * (0.3 + 0.7 * cover * cover);
    const title = table.titleAtoms[page]!;
    if (phrase.length > 1 && findPhrase(title, phrase) >= 0) final *= title.length === phrase.length ? 1.5 : 1.25;
    if (CLASS.has(table.data.kinds[table.data.kind[page]!]!)) final *= 0.4;
    all.push({ page, score: final, cover: Math.min(1, cover), lead: false });
  });
  all.sort((a, b) => b.score - a.score || a.page - b.page);
  const least = (all[0]?.score ?? 0) * TAIL;
  const good = all.filter((hit) => hit.cover >= ENOUGH && hit.score >= least);
  const leads = query.danger ? leadWith(all, table) : [];
  const led = new Set(leads.map((hit) => hit.page));
  const hits = leads.concat(good.filter((hit) => !led.has(hit.page)));
  if (hits.length > 0) return { hits, near: [] };
  return { hits, near: all.length ? all.slice(0, MAX_NEAR) : nearTitles(phrase, table) };
}

/** The urgent pages, best first; at least a few of them even if no word matches. */
function leadWith(all: readonly Hit[], table: Table): Hit[] {
  const urgent = new Set(table.data.urgent);
  const leads = all.filter((hit) => urgent.has(hit.page)).slice(0, MAX_LEADS).map((hit) => ({ ...hit, lead: true }));
  for (const page of table.data.urgent) {
    if (leads.length >= MIN_LEADS) break;
    if (!leads.some((hit) => hit.page === page)) leads.push({ page, score: 0, cover: 0, lead: true });
  }
  return leads;
}

/** When not one term is known: titles that share characters or words with the query. */
function nearTitles(phrase: readonly string[], table: Table): Hit[] {
  const wanted = new Set(phrase.filter((text) => !table.data.light.includes(text) && !table.stopWords.has(text)));
  const hits = table.titleAtoms.map((title, page) => {
    const shared = new Set(title.filter((text) => wanted.has(text))).size;
    return { page, score: shared / Math.sqrt(title.length + 1), cover: 0, lead: false };
  });
  return hits.filter((hit) => hit.score > 0).sort((a, b) => b.score - a.score || a.page - b.page).slice(0, MAX_NEAR);
}

function bitsOf(unit: Unit): number {
  let bits = 0;
  for (let i = unit.first; i <= unit.last; i++) bits |= 1 << i;
  return bits;
}

interface List {
  pages: number[];
  impacts: number[];
  /** How many pages have the term, of which `pages` may be only those that say it prominently. */
  count: number;
  common: boolean;
}

function decode(text: string): List {
  const list: List = { pages: [], impacts: [], count: 0, common: false };
  let at = 0;
  if (text[0] === "~") {
    at = text.indexOf("~", 1) + 1;
    list.common = true;
  }
  let page = -1;
  while (at < text.length) {
    let gap = 0;
    let scale = 1;
    for (;;) {
      const digit = DIGIT.get(text[at++]!) ?? 0;
      gap += (digit & 31) * scale;
      if (digit < 32) break;
      scale *= 32;
    }
    page += gap + 1;
    list.pages.push(page);
    list.impacts.push(DIGIT.get(text[at++]!) ?? 0);
  }
  list.count = list.common ? Number(text.slice(1, text.indexOf("~", 1))) : list.pages.length;
  return list;
}

/** A word still being typed (`anx`) is looked for at the start of the titles' words. */
function addTitles(unit: Unit, query: Query, table: Table, list: List): void {
  const piece = query.parts[unit.first];
  if (unit.group || !piece || piece.han || unit.term.length < 2) return;
  const known = new Set(list.pages);
  table.titleAtoms.forEach((title, page) => {
    if (known.has(page) || !title.some((text) => text.startsWith(unit.term))) return;
    list.pages.push(page);
    list.impacts.push(TITLE_IMPACT);
    list.count += 1;
  });
}

function isDanger(words: readonly string[], table: Table): boolean {
  return Object.keys(table.data.danger).some((length) =>
    words.some((_, i) => table.danger.has(`${length}:${hashTerm(words.slice(i, i + Number(length)).join(" "))}`)),
  );
}

/** Removes 怎么办, "how to" and the like, unless nothing else is left. */
function dropStops(text: string, all: readonly Piece[], table: Table): readonly Piece[] {
  const kept = new Set(all);
  for (const phrase of table.data.stop) {
    const wanted = Array.from(normalise(phrase, table.fold));
    for (let i = 0; i + wanted.length <= all.length; i++) {
      const span = all.slice(i, i + wanted.length);
      if (span.every((piece, j) => piece.text === wanted[j] && piece.run === span[0]!.run && kept.has(piece))) {
        span.forEach((piece) => kept.delete(piece));
      }
    }
  }
  const rest: Piece[] = [];
  let gap = 0; // a phrase taken out of a run parts it: no bigram may reach over the hole
  for (const piece of all) {
    if (!kept.has(piece)) gap += 1;
    else if (piece.han || !isStopWord(text, piece, table)) rest.push({ ...piece, run: piece.run + gap / 1000 });
  }
  const meaning = rest.some((piece) => !piece.han || !table.data.light.includes(piece.text));
  return meaning ? rest : all;
}

function isStopWord(text: string, piece: Piece, table: Table): boolean {
  const word = normalise(text.slice(piece.from, piece.to), table.fold).replace(/['\u2019]/g, "");
  return table.stopWords.has(word);
}

function findPhrase(words: readonly string[], phrase: readonly string[]): number {
  for (let i = 0; i + phrase.length <= words.length; i++) {
    if (phrase.every((text, j) => words[i + j] === text)) return i;
  }
  return -1;
}
