/** Deflate and inflate (fflate, MIT). Inflating stops at a limit: a code may come from anybody. */
import { deflateSync, Inflate } from "fflate";

export function pack(bytes: Uint8Array): Uint8Array {
  return deflateSync(bytes, { level: 9 });
}

/** Null where it is not deflated data, or more than `most` bytes. */
export function unpack(bytes: Uint8Array, most: number): Uint8Array | null {
  const parts: Uint8Array[] = [];
  let length = 0;
  let ended = false;
  const inflate = new Inflate((part, last) => {
    length += part.length;
    if (length > most) throw new Error("too much");
    parts.push(part);
    ended = ended || last;
  });
  try {
    const step = 2048; // at most two megabytes come of one step
    for (let at = 0; at < bytes.length; at += step) inflate.push(bytes.subarray(at, at + step), at + step >= bytes.length);
  } catch {
    return null;
  }
  if (!ended) return null;
  const out = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** Strict UTF-8; null for anything else. */
export function text(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
