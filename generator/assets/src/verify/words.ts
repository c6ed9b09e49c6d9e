/** The payload of a certificate: canonical JSON with one-letter keys (docs/formats/certificate.md). */
import { canonical, isObject } from "../record/json";

/** What a certificate says. `p` and `s` may be missing. */
export interface Words {
  c: string;
  d: string;
  h: string;
  i: string;
  n: string;
  t: string;
  p?: string;
  s?: string;
}

const REQUIRED = ["c", "d", "h", "i", "n", "t"];
const CHECKS: Record<string, (value: string) => boolean> = {
  c: (value) => value.length <= 80 && /^[a-z0-9][a-z0-9-]*(\/[a-z0-9][a-z0-9-]*)*$/.test(value),
  d: isDay,
  h: (value) => /^(0\.5|[1-9]\d{0,2}(\.5)?)$/.test(value) && Number(value) <= 999,
  i: (value) => /^[0-9A-HJKMNP-TV-Z]{10}$/.test(value),
  n: (value) => isLine(value, 40),
  p: (value) => isLine(value, 40),
  s: (value) => isLine(value, 60),
  t: (value) => isLine(value, 80),
};

/** Reads signed bytes; null where they are not as described, or not the one way to write what they say. */
export function readWords(bytes: Uint8Array): Words | null {
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(value)) return null;
  for (const [key, said] of Object.entries(value)) {
    const fits = Object.prototype.hasOwnProperty.call(CHECKS, key) && CHECKS[key];
    if (!fits || typeof said !== "string" || !fits(said)) return null;
  }
  const whole = REQUIRED.every((key) => Object.prototype.hasOwnProperty.call(value, key));
  return whole && canonical(value) === text ? (value as unknown as Words) : null;
}

/** One line of words: some, not too many characters, composed (NFC), no control character, no half of a pair. */
function isLine(value: string, most: number): boolean {
  const length = Array.from(value).length;
  if (length < 1 || length > most || value.trim() !== value || value.normalize("NFC") !== value) return false;
  return Array.from(value).every((sign) => {
    const code = sign.codePointAt(0) || 0;
    return code >= 0x20 && !(code >= 0x7f && code <= 0x9f) && !(code >= 0xd800 && code <= 0xdfff);
  });
}

function isDay(value: string): boolean {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (!found) return false;
  const [year, month, day] = found.slice(1).map(Number) as [number, number, number];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return year >= 1 && days !== undefined && day >= 1 && day <= days;
}
