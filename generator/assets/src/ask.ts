/** Asks the index: reads the files a query needs, mends the query where it has words no page has, ranks. */

import { mayBeTraditional } from "./fold";
import { findMissing, mend, type Wordbook } from "./mend";
import { readQuery, type Query, type Table } from "./query";
import { rank, readShards, shardOf, type Ranking } from "./rank";

/** Where the files come from: script tags in a page (shards.ts), the folder itself in a test. */
export interface Files {
  /** The page table; `fresh` asks past the browser's cache after a new build was met. */
  index(fresh: string): Promise<Table>;
  /** The text of a shard of postings. */
  postings(number: number, table: Table): Promise<string>;
  /** The table with all traditional characters, where the query may need them. */
  folded(table: Table): Promise<Table>;
  wordbook(table: Table): Promise<Wordbook>;
}

export interface Answer extends Ranking {
  readonly table: Table;
  readonly query: Query;
  /** Words that were taken for others, as they were understood. */
  readonly meant: readonly string[];
  /** Some files did not come: the answer may lack pages. */
  readonly partial: boolean;
}

/** A file of another build than the page table. */
export class Stale extends Error {}

export async function ask(text: string, files: Files, fresh = ""): Promise<Answer> {
  let partial = false;
  let stale = "";
  const shards = new Map<number, string>();
  const note = (error: unknown): void => {
    partial = true;
    if (error instanceof Stale) stale = error.message;
  };
  const plain = await files.index(fresh);
  const table = mayBeTraditional(text) ? await files.folded(plain).catch((error: unknown) => (note(error), plain)) : plain;
  const asked = new Set<number>();
  const known = readShards((term) => {
    const number = shardOf(term, table);
    asked.add(number);
    return shards.get(number) ?? "\n";
  });
  // What a shard says may ask for another one: work it out again until all of them have been read.
  const settle = async <T>(work: () => T): Promise<T> => {
    for (;;) {
      asked.clear();
      const made = work();
      const unread = Array.from(asked).filter((number) => !shards.has(number));
      if (!unread.length || partial) return made;
      await Promise.all(unread.map((n) => files.postings(n, table).then((data) => void shards.set(n, data), note)));
    }
  };
  let query = await settle(() => readQuery(text, table, known.aliases));
  let meant: readonly string[] = [];
  if ((await settle(() => findMissing(query.units, known))).length && !partial) {
    const book = await files.wordbook(table).catch(note);
    const mended = book ? await settle(() => mend(query, table, known, book)) : null;
    if (mended) ({ query, meant } = mended);
  }
  const ranking = await settle(() => rank(query, table, known));
  if (stale && !fresh) return ask(text, files, stale);
  return { ...ranking, table, query, meant, partial };
}
