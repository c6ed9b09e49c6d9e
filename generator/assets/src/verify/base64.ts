/** Base64url without padding (RFC 4648, 5), read strictly: the one text that writes given bytes, or nothing. */

const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Null where there is none, a character is no sign of it, the length cannot be, or bits are left over that are not zero. */
export function fromBase64Url(text: string): Uint8Array | null {
  if (!text || text.length % 4 === 1) return null;
  const out = new Uint8Array(Math.floor((text.length * 3) / 4));
  let held = 0;
  let bits = 0;
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    const value = SIGNS.indexOf(text.charAt(i));
    if (value < 0) return null;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    out[at++] = (held >> bits) & 0xff;
  }
  return held & ((1 << bits) - 1) ? null : out;
}

/** Common base64 with its padding, as keys are published. */
export function fromBase64(text: string): Uint8Array | null {
  if (text.length % 4 || /[-_]/.test(text)) return null;
  return fromBase64Url(text.replace(/={1,2}$/, "").replace(/\+/g, "-").replace(/\//g, "_"));
}
