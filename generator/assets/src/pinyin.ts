/** How Chinese characters are read aloud: GB 2312 lists its first level in that order. The twin of pinyin.py. */

const FIRST = 0xb0a1;
const LAST = 0xd7f9;

export type Readings = ReadonlyMap<string, readonly string[]>;

/** The readings by character and by pair; empty where the browser does not know the standard's order. */
export function readReadings(syllables: string, odd: readonly string[]): Readings {
  const out = new Map<string, readonly string[]>();
  if (!syllables) return out;
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder("gb18030");
  } catch {
    return out;
  }
  const starts = new Map<string, string>();
  let syllable = "";
  for (const char of syllables) {
    if (isLetter(char)) syllable += char;
    else {
      starts.set(char, syllable);
      syllable = "";
    }
  }
  let reading = "";
  for (let code = FIRST; code <= LAST; code++) {
    if ((code & 0xff) < 0xa1 || (code & 0xff) > 0xfe) continue;
    const char = decoder.decode(new Uint8Array([code >> 8, code & 0xff]));
    reading = starts.get(char) ?? reading;
    out.set(char, [reading]);
  }
  for (const entry of odd) {
    const word = Array.from(entry).filter((char) => !isLetter(char)).join("");
    out.set(word, entry.slice(word.length).split(" "));
  }
  return out;
}

function isLetter(char: string): boolean {
  return (char >= "a" && char <= "z") || char === " ";
}

/** The syllable of each Han character; empty where it is not known. */
export function spell(text: string, readings: Readings): string[] {
  const chars = Array.from(text);
  const out: string[] = [];
  for (let at = 0; at < chars.length; ) {
    const pair = at + 1 < chars.length ? readings.get(chars[at]! + chars[at + 1]!) : undefined;
    out.push(...(pair ?? readings.get(chars[at]!) ?? [""]));
    at += pair ? 2 : 1;
  }
  return out;
}

/** The syllable as ears mix it up: zh/z, ch/c, sh/s and -ng/-n are one. */
export function soundsLike(syllable: string): string {
  const plain = syllable[1] === "h" ? syllable[0]! + syllable.slice(2) : syllable;
  return plain.endsWith("ng") ? plain.slice(0, -1) : plain;
}
