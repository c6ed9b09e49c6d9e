/** Turns text into search terms: the twin of outputs/site/search/tokens.py (tests/cases/search/vectors.json). */

/** What the index says is read as something else. */
export interface Fold {
  /** Traditional character -> simplified one. */
  readonly chars: ReadonlyMap<string, string>;
  /** English word -> the stem of the word it is a form of. */
  readonly words: ReadonlyMap<string, string>;
}

/** One Han character or one stemmed word, and where it stands in the original text. */
export interface Piece {
  readonly text: string;
  /** As typed: not stemmed. */
  readonly word: string;
  readonly from: number;
  readonly to: number;
  /** Han characters of one unbroken run share this number. */
  readonly run: number;
  readonly han: boolean;
}

/** A bigram, a lone Han character or a word, as pieces `first` to `last`. */
export interface Term {
  readonly text: string;
  readonly first: number;
  readonly last: number;
}

const RUN = /[\u3007\u3400-\u4dbf\u4e00-\u9fff\u{20000}-\u{323af}]+|[a-z0-9]+(?:['\u2019][a-z0-9]+)*/gu;
const ACCENTS = /[\u0300-\u036f]/g;

export function readFold(chars: string, words: string): Fold {
  return { chars: readPairs(Array.from(chars)), words: readPairs(words.split(" ")) };
}

function readPairs(all: readonly string[]): Map<string, string> {
  const pairs = new Map<string, string>();
  for (let i = 0; i + 1 < all.length; i += 2) pairs.set(all[i]!, all[i + 1]!);
  return pairs;
}

/** Full to half width, lower case, without accents, traditional to simplified. */
export function normalise(text: string, fold: Fold): string {
  let out = "";
  for (const char of text.normalize("NFKD").toLowerCase().replace(ACCENTS, "")) out += fold.chars.get(char) ?? char;
  return out;
}

/** The stem of an English word, or of the word it is another form of (`mum`, `slept`). */
function stem(word: string, fold: Fold): string {
  const cut = cutStem(word);
  return fold.words.get(cut) ?? cut;
}

/** A light English stem: plural, -ing, -ed, final e and y. */
function cutStem(word: string): string {
  if (word.length < 4 || /[^a-z]/.test(word)) return word;
  if (word.endsWith("ies") && word.length > 4) word = word.slice(0, -3) + "y";
  else if (/(?:sses|shes|ches|xes|zes)$/.test(word)) word = word.slice(0, -2);
  else if (word.endsWith("s") && !/(?:ss|us|is)$/.test(word)) word = word.slice(0, -1);
  let cut = 0;
  if (word.endsWith("ied") && word.length > 4) word = word.slice(0, -3) + "y";
  else if (word.endsWith("ing") && word.length > 5) cut = 3;
  else if (word.endsWith("ed") && !word.endsWith("eed") && word.length > 4) cut = 2;
  if (cut && /[aeiouy]/.test(word.slice(0, -cut))) {
    word = word.slice(0, -cut);
    const end = word.slice(-1);
    if (end === word.slice(-2, -1) && !"lsz".includes(end)) word = word.slice(0, -1);
  }
  if (word.endsWith("e") && word.length > 4) word = word.slice(0, -1);
  if (word.endsWith("y") && word.length > 3) word = word.slice(0, -1) + "i";
  return word;
}

/** The pieces of a text, with their places in it (for highlighting). */
export function pieces(text: string, fold: Fold): Piece[] {
  let plain = "";
  const from: number[] = []; // of each UTF-16 unit of `plain`: where its character begins in `text`
  const to: number[] = [];
  let at = 0;
  for (const char of text) {
    const code = char.charCodeAt(0);
    const part = code < 0x80 ? char.toLowerCase() : normalise(char, fold);
    for (let i = 0; i < part.length; i++) {
      from.push(at);
      to.push(at + char.length);
    }
    plain += part;
    at += char.length;
  }
  const out: Piece[] = [];
  let run = 0;
  RUN.lastIndex = 0;
  for (let match = RUN.exec(plain); match; match = RUN.exec(plain)) {
    const start = match.index;
    const found = match[0];
    run += 1;
    if (found.charCodeAt(0) > 0x2fff) {
      let unit = start;
      for (const char of found) {
        const last = unit + char.length - 1;
        out.push({ text: char, word: char, from: from[unit]!, to: to[last]!, run, han: true });
        unit = last + 1;
      }
    } else {
      const word = found.replace(/['\u2019]/g, "");
      out.push({ text: stem(word, fold), word, from: from[start]!, to: to[start + found.length - 1]!, run, han: false });
    }
  }
  return out;
}

/** Index terms: bigrams of each Han run (a lone character stays alone), and words. */
export function terms(parts: readonly Piece[]): Term[] {
  const out: Term[] = [];
  parts.forEach((piece, i) => {
    const next = parts[i + 1];
    const joined = piece.han && next !== undefined && next.run === piece.run;
    if (joined) out.push({ text: piece.text + next.text, first: i, last: i + 1 });
    else if (!piece.han || parts[i - 1]?.run !== piece.run) out.push({ text: piece.text, first: i, last: i });
  });
  return out;
}

export function tokens(text: string, fold: Fold): string[] {
  return terms(pieces(text, fold)).map((term) => term.text);
}

export function atoms(text: string, fold: Fold): string[] {
  return pieces(text, fold).map((piece) => piece.text);
}

/** FNV-1a over code points, folded: chooses the shard, and recognises danger words without listing them. */
export function hashTerm(term: string): number {
  let value = 2166136261;
  for (const char of term) value = Math.imul(value ^ char.codePointAt(0)!, 16777619);
  return (value ^ (value >>> 15)) >>> 0;
}
