/**
 * Ranks pages for a query, in whole numbers only. The twin of outputs/site/search/rank.py: the same pages in the same
 * order, which a test holds. Pure: no DOM, no loading (that is search.ts).
 */

import { digit, readNumber } from "./digits";
import { crisisTerm, findPhrase, type Alias, type Query, type Table, type Unit } from "./query";
import { hashTerm } from "./tokens";

export interface Hit {
  readonly page: number;
  readonly score: number;
  /** The page speaks of enough of the query to count as found. */
  readonly enough: boolean;
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

/** The pages of a term with their impacts; of a common term, those that name it above the body. */
export interface Posting {
  readonly pages: readonly number[];
  readonly impacts: readonly number[];
  readonly count: number;
  readonly common: boolean;
}

interface List extends Posting {
  readonly unit: Unit;
  readonly bits: number;
  readonly rare: number;
}

const NOWHERE: Posting = { pages: [], impacts: [], count: 0, common: false };

export function shardOf(term: string, table: Table): number {
  return hashTerm(term) % table.data.terms;
}

/** What the shards say of a term. */
export interface Shards {
  posting(term: string): Posting;
  /** The words of synonym groups that begin with the term. */
  aliases(term: string): readonly Alias[];
  /** All words of a synonym group, for marking: spaced atoms. */
  words(term: string): readonly string[];
}

/** The shards as far as they were read; `text` gives the one a term is in. */
export function readShards(text: (term: string) => string): Shards {
  const line = (term: string, mark: string): string => {
    const shard = text(term);
    const key = `\n${mark}${term} `;
    const at = shard.indexOf(key);
    return at < 0 ? "" : shard.slice(at + key.length, shard.indexOf("\n", at + key.length));
  };
  const split = (listed: string): string[] => (listed ? listed.split("|") : []);
  return {
    posting: (term) => (term ? decode(line(term, "")) : NOWHERE),
    aliases: (term) =>
      split(line(term, "!")).map((alias): Alias => {
        const at = alias.indexOf(":");
        return [Number(alias.slice(0, at)), spaced(alias.slice(at + 1)).split(" ")];
      }),
    words: (term) => split(line(term, "#")).map(spaced),
  };
}

/** A word's atoms with spaces between; Han characters are shipped without. */
function spaced(word: string): string {
  return word > "\u2fff" && !word.includes(" ") ? Array.from(word).join(" ") : word;
}

/** ln((pages + 1) / (count + 0.5)) in thousandths, as Python works it out: `Math.log` may differ in the last digit. */
export function rarity(pages: number, count: number): number {
  let x = (pages + 1) / (count + 0.5);
  let twos = 0;
  for (; x >= 2; x /= 2) twos += 1;
  for (; x < 1; x *= 2) twos -= 1;
  const z = (x - 1) / (x + 1);
  const s = z * z;
  const series = z * (1 + s * (1 / 3 + s * (1 / 5 + s * (1 / 7 + s * (1 / 9 + s / 11)))));
  return Math.max(1, Math.trunc((twos * 0.6931471805599453 + 2 * series) * 1000 + 0.5));
}

/** Pages for the query, best first. */
export function rank(query: Query, table: Table, shards: Shards): Ranking {
  const count = table.titles.length;
  const weights = new Map<string, number>();
  const scores = new Float64Array(count);
  const covered = new Int32Array(count); // one bit for each piece of the query
  let everywhere = 0;
  const lists: List[] = [];
  for (const unit of query.units) {
    let found = shards.posting(unit.term);
    if (unit.last === query.parts.length - 1 || !found.count) found = addTitles(unit, query, table, found);
    let bits = 0;
    for (let i = unit.first; i <= unit.last; i++) bits |= 1 << i;
    if (found.common) everywhere |= bits;
    const rare = rarity(count, found.count);
    for (const word of !found.count ? [] : unit.group ? shards.words(unit.term) : [unit.term]) weights.set(word, Math.max(rare, weights.get(word) ?? 0));
    lists.push({ ...found, unit, bits, rare });
  }
  const { firm, chain } = table.data.rank;
  let before = new Map<number, number>();
  let ended = -1;
  for (const { unit, bits, pages, impacts, rare } of lists) {
    if (unit.group) continue;
    const strong = new Map<number, number>();
    pages.forEach((page, i) => {
      scores[page] = scores[page]! + rare * impacts[i]!;
      covered[page] = covered[page]! | bits;
      if (impacts[i]! > firm) strong.set(page, rare * impacts[i]!);
    });
    // Pairs that overlap are three characters in a row: where both stand above the body they were said together.
    if (unit.first === ended && unit.last > unit.first) {
      strong.forEach((value, page) => {
        const other = before.get(page);
        if (other !== undefined) scores[page] = scores[page]! + part(chain * Math.min(value, other), 1000);
      });
    }
    before = strong;
    ended = unit.last;
  }
  for (const group of lists) {
    if (!group.unit.group) continue;
    // Another word for it counts where the words themselves say less.
    const direct = new Float64Array(count);
    let most = group.rare;
    for (const { unit, bits, pages, impacts, rare, count: known } of lists) {
      if (unit.group || bits & ~group.bits) continue;
      if (known) most = Math.max(most, rare);
      pages.forEach((page, i) => (direct[page] = direct[page]! + rare * impacts[i]!));
    }
    const span = Math.max(1, Math.min(2, group.unit.last - group.unit.first));
    group.pages.forEach((page, i) => {
      const value = part(table.data.rank.synonym * span * most * group.impacts[i]!, 1000);
      scores[page] = scores[page]! + Math.max(0, value - direct[page]!);
      covered[page] = covered[page]! | group.bits;
    });
  }
  const calls: Calls = query.danger ? [shards.posting(query.feared), shards.posting(crisisTerm(table))] : [NOWHERE, NOWHERE];
  return { ...order(query, table, scores, covered, everywhere, worth(query, table, lists), calls), weights };
}

/** The pages of what is feared, and those of urgent help. */
type Calls = readonly [Posting, Posting];

/** What each piece counts towards coverage: as much as the rarest known term it is part of. */
function worth(query: Query, table: Table, lists: readonly List[]): number[] {
  return query.parts.map((piece, i) => {
    if (piece.han && table.data.light.includes(piece.text)) return 0;
    const known = lists.filter(({ unit, count }) => count && unit.first <= i && i <= unit.last);
    return known.length ? Math.max(...known.map(({ rare }) => rare)) : table.data.rank.unknown;
  });
}

/** The whole part of a quotient of whole numbers. */
function part(a: number, b: number): number {
  return Math.floor(a / b);
}

function order(
  query: Query,
  table: Table,
  scores: Float64Array,
  covered: Int32Array,
  everywhere: number,
  value: readonly number[],
  calls: Calls,
) {
  const numbers = table.data.rank;
  const total = value.reduce((sum, one) => sum + one, 0) || 1;
  const asked = query.parts.map((piece) => piece.text);
  const all: Hit[] = [];
  scores.forEach((score, page) => {
    if (!score) return;
    const bits = covered[page]! | everywhere;
    const cover = value.reduce((sum, one, i) => sum + (bits & (1 << i) ? one : 0), 0);
    const share = part(cover * 1000, total);
    let final = part(score * (numbers.covers + part((1000 - numbers.covers) * share * share, 1_000_000)), 1000);
    const title = table.titleAtoms[page]!;
    if (asked.length > 1 && findPhrase(title, asked) >= 0) {
      final = part(final * (title.length === asked.length ? numbers.titled : numbers.title), 1000);
    }
    final = part(final * part(suits(query, table, page) * taught(query, table, page), 1000), 1000);
    all.push({ page, score: final, enough: share >= numbers.enough, lead: false });
  });
  all.sort((a, b) => b.score - a.score || a.page - b.page);
  const least = numbers.tail * (all[0]?.score ?? 0);
  const good = all.filter((hit) => hit.enough && hit.score * 1000 >= least);
  const leads = query.danger ? leadWith(query.danger, all, table, calls) : [];
  const led = new Set(leads.map((hit) => hit.page));
  const hits = leads.concat(good.filter((hit) => !led.has(hit.page)));
  if (hits.length) return { hits, near: [] };
  return { hits, near: all.length ? all.slice(0, numbers.near) : nearTitles(asked, table) };
}

/** What the page's kind and readers make of its score, in thousandths. */
function suits(query: Query, table: Table, page: number): number {
  const { kinds, kind, readers, for: audience, rank: numbers, voices } = table.data;
  const name = kinds[kind[page]!]!;
  const reader = readers[audience[page]!]!;
  let factor = part((numbers.kinds[name] ?? 1000) * (numbers.readers[reader] ?? 1000), 1000);
  for (const voice of query.voices) {
    const suit = voices[voice]![1];
    factor = part(factor * (suit[name] ?? 1000), 1000);
    factor = part(factor * (suit[reader] ?? 1000), 1000);
  }
  return factor;
}

/** What the classes a query is about make of a page's score, in thousandths. */
function taught(query: Query, table: Table, page: number): number {
  const { grades, grade, rank: numbers } = table.data;
  const madeFor = grades[grade[page]!]!;
  if (!query.taught || !madeFor) return 1000;
  return query.taught & madeFor ? numbers.taught : numbers.taught_others;
}

/** The urgent pages of what is feared, then those of urgent help, until there are enough. */
function leadWith(danger: string, all: readonly Hit[], table: Table, calls: Calls): Hit[] {
  const { urgent, rank: numbers } = table.data;
  const [feared, crisis] = calls.map(({ pages, impacts }) => new Map(pages.map((page, i) => [page, impacts[i]!] as const)));
  const scores = new Map(all.map((hit) => [hit.page, hit.score] as const));
  const score = (page: number): number => scores.get(page) ?? 0;
  const said = (page: number): number => (feared!.size ? (feared!.get(page) ?? 0) : score(page));
  const called = (page: number): number => crisis!.get(page) ?? 0;
  const wanted = numbers.leads[danger] ?? 0;
  const most = Math.max(wanted, danger === "life" ? numbers.most_leads : 0);
  const told = Array.from(urgent).sort((a, b) => said(b) - said(a) || score(b) - score(a) || a - b);
  const best = told.length ? said(told[0]!) : 0;
  let pages = told.slice(0, most).filter((page) => best && said(page) * 1000 >= numbers.lead * best);
  const top = all[0];
  if (top && urgent.includes(top.page) && top.score >= numbers.sure) {
    pages = [top.page].concat(pages.filter((page) => page !== top.page)).slice(0, most);
  }
  const rest = Array.from(urgent).sort((a, b) => called(b) - called(a) || a - b).filter((page) => !pages.includes(page));
  pages = pages.concat(rest.slice(0, Math.max(0, wanted - pages.length)));
  return pages.map((page) => ({ page, score: score(page), enough: false, lead: true }));
}

/** When not one term is known: titles that share characters or words with the query. */
function nearTitles(asked: readonly string[], table: Table): Hit[] {
  const wanted = new Set(asked.filter((text) => !table.data.light.includes(text) && !table.stopWords.has(text)));
  const hits = table.titleAtoms.map((title, page) => {
    const shared = new Set(title.filter((text) => wanted.has(text))).size;
    return { page, score: part(shared * shared * 1000, title.length + 1), enough: false, lead: false };
  });
  const near = hits.filter((hit) => hit.score > 0).sort((a, b) => b.score - a.score || a.page - b.page);
  return near.slice(0, table.data.rank.near);
}

function decode(text: string): Posting {
  if (!text) return NOWHERE;
  const pages: number[] = [];
  const impacts: number[] = [];
  const common = text[0] === "~";
  let at = common ? text.indexOf("~", 1) + 1 : 0;
  let page = -1;
  while (at < text.length) {
    const [gap, next] = readNumber(text, at);
    at = next;
    page += gap + 1;
    pages.push(page);
    impacts.push(digit(text[at++]!));
  }
  return { pages, impacts, common, count: common ? Number(text.slice(1, text.indexOf("~", 1))) : pages.length };
}

/** A word still being typed (`anx`) is looked for at the start of the titles' words. */
function addTitles(unit: Unit, query: Query, table: Table, found: Posting): Posting {
  const piece = query.parts[unit.first];
  if (unit.group || !piece || piece.han || unit.term.length < 2) return found;
  const known = new Set(found.pages);
  const more: number[] = [];
  table.titleAtoms.forEach((title, page) => {
    if (!known.has(page) && title.some((text) => text.startsWith(unit.term))) more.push(page);
  });
  return {
    pages: found.pages.concat(more),
    impacts: found.impacts.concat(more.map(() => table.data.rank.begun)),
    count: found.count + more.length,
    common: found.common,
  };
}
