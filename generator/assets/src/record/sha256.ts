/** SHA-256 (FIPS 180-4) in plain code: `crypto.subtle` is missing on http and file://. */

/** UTF-8; a lone surrogate becomes U+FFFD, as TextEncoder has it. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

const K: number[] = [];
const START: number[] = [];

/** The constants are the first bits of the fraction of cube and square roots of primes. */
function prepare(): void {
  const part = (root: number): number => ((root - Math.floor(root)) * 4294967296) | 0;
  for (let candidate = 2; K.length < 64; candidate++) {
    let prime = true;
    for (let by = 2; by * by <= candidate; by++) if (candidate % by === 0) prime = false;
    if (!prime) continue;
    if (START.length < 8) START.push(part(Math.sqrt(candidate)));
    K.push(part(Math.cbrt(candidate)));
  }
}

export function sha256(data: Uint8Array): string {
  if (!K.length) prepare();
  const blocks = ((data.length + 8) >>> 6) + 1;
  const bytes = new Uint8Array(blocks * 64);
  bytes.set(data);
  bytes[data.length] = 0x80;
  const view = new DataView(bytes.buffer);
  view.setUint32(bytes.length - 8, Math.floor(data.length / 536870912));
  view.setUint32(bytes.length - 4, (data.length << 3) >>> 0);
  const h = START.slice();
  const w = new Int32Array(64);
  const turn = (x: number, by: number): number => (x >>> by) | (x << (32 - by));
  for (let at = 0; at < bytes.length; at += 64) {
    for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + i * 4);
    for (let i = 16; i < 64; i++) {
      const a = w[i - 15]!;
      const b = w[i - 2]!;
      w[i] = (w[i - 16]! + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + w[i - 7]! + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10))) | 0;
    }
    let [a, b, c, d, e, f, g, last] = h as [number, number, number, number, number, number, number, number];
    for (let i = 0; i < 64; i++) {
      const one = (last + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i]! + w[i]!) | 0;
      const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      last = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + two) | 0;
    }
    [a, b, c, d, e, f, g, last].forEach((value, i) => {
      h[i] = (h[i]! + value) | 0;
    });
  }
  return h.map((value) => ("0000000" + (value >>> 0).toString(16)).slice(-8)).join("");
}
