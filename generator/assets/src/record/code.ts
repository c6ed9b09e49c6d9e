/**
 * Bytes as text that survives chats, mails and cameras: chunks of letters and
 * digits (Crockford's base 32, so O and I are read as 0 and 1), each with its
 * place and a checksum. A letter U, which the alphabet lacks, begins and ends
 * a chunk:  UX1 set(4) number(2) of(2) payload check(5) U
 */
export const MARK = "UX1";
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const HEAD = 8;
const CHECK = 5;
export const MOST_CHUNKS = 1000;
/** Characters of a pasted text that are looked at. */
export const MOST_PASTED = 4000000;

export interface Chunk {
  set: string;
  number: number;
  of: number;
  payload: string;
}

/** A chunk that cannot be used. `number` is what it says of itself, which may be wrong too. */
export interface Damage {
  kind: "short" | "changed" | "cut";
  number: number;
  of: number;
  /** How it begins, so that a person finds it. */
  start: string;
}

export interface Scan {
  chunks: Chunk[];
  damage: Damage[];
}

export function toLetters(bytes: Uint8Array): string {
  let out = "";
  let held = 0;
  let bits = 0;
  for (let i = 0; i < bytes.length; i++) {
    held = (held << 8) | bytes[i]!;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += LETTERS.charAt((held >>> bits) & 31);
    }
    held &= 31;
  }
  return bits ? out + LETTERS.charAt((held << (5 - bits)) & 31) : out;
}

/** Null where a character is none of the alphabet. */
export function fromLetters(text: string): Uint8Array | null {
  const out = new Uint8Array(Math.floor((text.length * 5) / 8));
  let held = 0;
  let bits = 0;
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    const value = LETTERS.indexOf(text.charAt(i));
    if (value < 0) return null;
    held = ((held << 5) | value) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      out[at++] = (held >>> bits) & 255;
    }
  }
  return out;
}

/** CRC-32 (ISO 3309) of ASCII text, its lower 25 bits as five letters. */
export function check(text: string): string {
  let crc = ~0;
  for (let i = 0; i < text.length; i++) {
    crc ^= text.charCodeAt(i) & 255;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return number32(~crc & 0x1ffffff, CHECK);
}

function number32(value: number, length: number): string {
  let out = "";
  for (let i = length - 1; i >= 0; i--) out += LETTERS.charAt((value >>> (5 * i)) & 31);
  return out;
}

function value32(text: string): number {
  return Array.from(text).reduce((sum, letter) => sum * 32 + Math.max(0, LETTERS.indexOf(letter)), 0);
}

/** Chunks of at most `size` payload letters. */
export function writeChunks(bytes: Uint8Array, size: number): string[] {
  const letters = toLetters(bytes);
  const of = Math.max(1, Math.ceil(letters.length / size));
  const set = check(letters).slice(1);
  return Array.from({ length: of }, (_, i) => {
    const body = set + number32(i + 1, 2) + number32(of, 2) + letters.slice(i * size, (i + 1) * size);
    return MARK + body + check(body) + "U";
  });
}

/** Every chunk in a text, whatever stands between; what of them is damaged, and where. */
export function scan(text: string): Scan {
  const plain = text
    .slice(0, MOST_PASTED)
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^0-9A-Z]+/g, "");
  const out: Scan = { chunks: [], damage: [] };
  const seen = new Set<string>();
  for (let at = plain.indexOf(MARK); at >= 0; at = plain.indexOf(MARK, at + MARK.length)) {
    const from = at + MARK.length;
    const end = plain.indexOf("U", from);
    const raw = plain.slice(from, end < 0 ? plain.length : end);
    const body = raw.replace(/O/g, "0").replace(/[IL]/g, "1");
    const start = plain.slice(at, at + 14);
    const number = value32(body.slice(4, 6));
    const of = value32(body.slice(6, 8));
    const inner = body.slice(0, -CHECK);
    const ended = end >= 0 && plain.slice(end, end + MARK.length) !== MARK;
    if (seen.has(body)) continue;
    seen.add(body);
    if (body.length > HEAD + CHECK && check(inner) === body.slice(-CHECK) && number >= 1 && number <= of && of <= MOST_CHUNKS) {
      out.chunks.push({ set: body.slice(0, 4), number, of, payload: inner.slice(HEAD) });
    } else {
      out.damage.push({ kind: !ended ? "cut" : body.length <= HEAD + CHECK ? "short" : "changed", number, of, start });
    }
    if (out.chunks.length + out.damage.length > MOST_CHUNKS) break;
  }
  return out;
}

export interface Joined {
  /** The bytes, when every chunk of the set is there. */
  bytes: Uint8Array | null;
  of: number;
  missing: number[];
}

/** The set that is complete, or else the one of which most is there. Null without any chunk. */
export function join(chunks: readonly Chunk[]): Joined | null {
  const sets = new Map<string, Map<number, string>>();
  for (const chunk of chunks) {
    const key = chunk.set + "/" + chunk.of;
    const found = sets.get(key) || new Map<number, string>();
    found.set(chunk.number, chunk.payload);
    sets.set(key, found);
  }
  let best: Joined | null = null;
  sets.forEach((found, key) => {
    const of = Number(key.split("/")[1]);
    const missing = Array.from({ length: of }, (_, i) => i + 1).filter((number) => !found.has(number));
    const letters = missing.length ? "" : Array.from({ length: of }, (_, i) => found.get(i + 1)).join("");
    const whole = !missing.length && check(letters).slice(1) === key.split("/")[0];
    const joined = { bytes: whole ? fromLetters(letters) : null, of, missing };
    if (!best || (joined.bytes && !best.bytes) || (!best.bytes && found.size > best.of - best.missing.length)) best = joined;
  });
  return best;
}
