/** Numbers as the index writes them: base 32, the lowest digit first, all but the last marked by another 32. */

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
const DIGIT = new Map(Array.from(DIGITS, (char, value) => [char, value] as const));

/** The value of one digit: 0 to 63. */
export function digit(char: string): number {
  return DIGIT.get(char) ?? 0;
}

/** The number that begins at a place of the text, and where the next one begins. */
export function readNumber(text: string, start: number): readonly [value: number, next: number] {
  let value = 0;
  for (let scale = 1, at = start; ; scale *= 32) {
    const one = digit(text[at++]!);
    value += (one & 31) * scale;
    if (one < 32) return [value, at];
  }
}

/** All numbers of a text that gives each as what it is more than the one before. */
export function readGaps(text: string): number[] {
  const out: number[] = [];
  for (let at = 0, last = 0; at < text.length; ) {
    const [gap, next] = readNumber(text, at);
    last += gap;
    out.push(last);
    at = next;
  }
  return out;
}
