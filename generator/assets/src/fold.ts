/** Whether a text may hold traditional characters: has it one that GB 2312, the set of simplified Chinese, lacks? */

let simplified: ReadonlySet<string> | null = null;

export function mayBeTraditional(text: string): boolean {
  const han = Array.from(text.normalize("NFKC")).filter((char) => char > "\u2fff");
  if (!han.length) return false;
  simplified ??= readSet();
  return han.some((char) => !simplified!.has(char));
}

/** All characters of GB 2312; none where the browser cannot decode it: then every text may be traditional. */
function readSet(): ReadonlySet<string> {
  const bytes: number[] = [];
  for (let row = 0xa1; row <= 0xf7; row++) for (let cell = 0xa1; cell <= 0xfe; cell++) bytes.push(row, cell);
  try {
    return new Set(new TextDecoder("gb18030").decode(new Uint8Array(bytes)));
  } catch {
    return new Set();
  }
}
