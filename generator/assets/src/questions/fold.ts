/** What a learner typed, so that width, case, spaces and the last full stop make no difference: generator/questions/fold.py. */

const SPACES = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]+/g;
const SIGNS: Record<string, string> = { "。": ".", "、": "," };
for (const sign of "“”„") SIGNS[sign] = '"';
for (const sign of "‘’′") SIGNS[sign] = "'";
for (const sign of "‐‑‒–—−") SIGNS[sign] = "-";
SIGNS["〜"] = "~";
const NUMBER = /^([+-]?)([0-9]{1,9})(?:\.([0-9]{0,15}))?$/;

export function fold(text: string): string {
  const plain = text.replace(SPACES, "");
  let out = "";
  for (let at = 0; at < plain.length; at++) {
    const sign = plain.charAt(at);
    const other = SIGNS[sign];
    if (other) {
      out += other;
      continue;
    }
    let code = plain.charCodeAt(at);
    if (code >= 0xff01 && code <= 0xff5e) code -= 0xfee0;
    const capital =
      (code >= 0x41 && code <= 0x5a) || (code >= 0xc0 && code <= 0xde && code !== 0xd7) || (code >= 0x391 && code <= 0x3a9);
    out += String.fromCharCode(capital ? code + 0x20 : code);
  }
  let end = out.length;
  while (end > 0 && ".,;:!?".indexOf(out.charAt(end - 1)) >= 0) end--;
  return out.slice(0, end) || out;
}

/** A decimal number, with or without one of the folded units behind it, in millionths; null where it is none. */
export function readNumber(text: string, units: string[]): number | null {
  let plain = fold(text);
  for (const unit of units) {
    if (unit && plain.slice(-unit.length) === unit) {
      plain = plain.slice(0, -unit.length);
      break;
    }
  }
  const found = NUMBER.exec(plain);
  if (!found) return null;
  const rest = ((found[3] || "") + "000000").slice(0, 6);
  const size = Number(found[2]) * 1000000 + Number(rest);
  return found[1] === "-" ? -size : size;
}
