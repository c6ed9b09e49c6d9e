/** The progress passport: a whole record as one JSON text that says of itself whether it is undamaged. */
import { listEntries, MOST_COUNT_FROM_OUTSIDE, readEntries, type Entries } from "./entry";
import { canonical, field, isObject } from "./json";
import { sha256, utf8 } from "./sha256";

/** Texts beyond this are refused unread, in characters. A record of 1,000 units has about one million. */
export const MOST_TEXT = 20000000;

export interface Read {
  entries: Entries;
  /** What stands in the way or should be known; null when all is well. */
  trouble: "empty" | "huge" | "other" | "slip" | "newer" | "cut" | "changed" | null;
  /** Entries that could not be read. */
  refused: number;
}

/** One entry a line, so that of a text that was cut the lines before can still be read. */
export function writePassport(entries: Entries, made: string): string {
  const list = listEntries(entries);
  const body = { entries: list, format: "xinyu-passport", made, version: 1 };
  const seal = sha256(utf8(canonical(body)));
  const lines = list.map((version) => canonical(version));
  return `{"format":"xinyu-passport","version":1,"made":"${made}","sha256":"${seal}","entries":[\n${lines.join(",\n")}\n]}\n`;
}

const nothing = (trouble: Read["trouble"]): Read => ({ entries: new Map(), trouble, refused: 0 });

export function readPassport(text: string): Read {
  const plain = text.replace(/^\ufeff/, "").trim();
  if (!plain) return nothing("empty");
  if (plain.length > MOST_TEXT) return nothing("huge");
  let from: unknown;
  try {
    from = JSON.parse(plain);
  } catch {
    return salvage(plain);
  }
  const format = field(from, "format");
  if (format === "xinyu-slip") return nothing("slip");
  if (!isObject(from) || format !== "xinyu-passport") return nothing("other");
  if (field(from, "version") !== 1) return nothing("newer");
  const { entries, refused } = readEntries(field(from, "entries"), MOST_COUNT_FROM_OUTSIDE);
  const { sha256: seal, ...body } = from;
  let whole = false;
  try {
    whole = seal === sha256(utf8(canonical(body)));
  } catch {
    /* nested deeper than any program of ours writes */
  }
  return { entries, refused, trouble: whole && !refused ? null : "changed" };
}

/** The lines of a passport that was cut or broken. */
function salvage(text: string): Read {
  if (text.indexOf('"xinyu-passport"') < 0 || text.indexOf('"xinyu-passport"') > 200) return nothing("other");
  const found: unknown[] = [];
  let refused = 0;
  for (const line of text.split(/\r?\n/).slice(1)) {
    const plain = line.trim().replace(/,$/, "");
    if (!plain || plain === "]}") continue;
    try {
      found.push(JSON.parse(plain));
    } catch {
      refused += 1;
    }
  }
  const read = readEntries(found, MOST_COUNT_FROM_OUTSIDE);
  return { entries: read.entries, refused: refused + read.refused, trouble: "cut" };
}
