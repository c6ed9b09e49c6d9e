/** Asks the index: reads the files a query needs, mends the query where it has words no page has, ranks. */

import { mayBeTraditional } from "./fold";
import { findMissing, mend, type Wordbook } from "./mend";
import { readQuery, type Query, type Table } from "./query";
import { findPosting, rank, shardOf, shardsOf, type Posting, type Ranking } from "./rank";

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
  let query = readQuery(text, table);
  let meant: readonly string[] = [];
  const read = (numbers: Iterable<number>): Promise<unknown> =>
    Promise.all(Array.from(numbers, (n) => files.postings(n, table).then((data) => void shards.set(n, data), note)));
  const posting = (term: string): Posting => findPosting(shards.get(shardOf(term, table)) ?? "\n", term);
  const count = (term: string): number => posting(term).count;
  await read(shardsOf(query, table));
  if (!partial && findMissing(query.parts, table, count).length) {
    const book = await files.wordbook(table).catch(note);
    // What is put in makes new terms beside it: guess again until all of them have been read.
    for (let unread = book ? [-1] : []; book && unread.length && !partial; ) {
      const asked = new Set<number>();
      const mended = mend(query, table, (term) => (asked.add(shardOf(term, table)), count(term)), book);
      shardsOf(mended?.query ?? query, table).forEach((number) => asked.add(number));
      unread = Array.from(asked).filter((number) => !shards.has(number));
      if (unread.length) await read(unread);
      else if (mended) ({ query, meant } = mended);
    }
  }
  if (stale && !fresh) return ask(text, files, stale);
  return { ...rank(query, table, posting), table, query, meant, partial };
}
