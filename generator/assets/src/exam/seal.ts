/**
 * Answers padded and put into a libsodium sealed box; encrypted papers opened
 * with a passcode. docs/formats/exam-response.md is the description of both.
 */
import { blake2b } from "@noble/hashes/blake2.js";
import { scrypt } from "@noble/hashes/scrypt.js";
import { sha256 } from "@noble/hashes/sha2.js";
import nacl from "tweetnacl";
import { toLetters } from "../record/code";
import { fromBase64, join, toBase64, utf8 } from "./bytes";

export const FORMAT = "xinyu-exam-response";
export const INNER = "xinyu-exam-answers";
const BUCKETS = [512, 1024, 2048, 4096, 8192, 16384, 32768];
const MARK = [0x58, 0x59, 0x45, 0x01]; // "XYE" and the version

/** What is sealed. Field names are part of the format. */
export interface Answers {
  exam: string;
  paper: string;
  lang: string;
  ticket: string;
  nonce: string;
  key: string;
  supervision: string;
  answers: Record<string, unknown>;
}

/** What is handed in. */
export interface Envelope {
  format: string;
  version: number;
  exam: string;
  key: string;
  box: string;
}

export interface Locked {
  salt: string;
  n: number;
  r: number;
  p: number;
  boxes: string[];
}

/** ISO/IEC 7816-4: one bit, then zeros, up to the next of a few sizes, so that the length says little. */
export function pad(plain: Uint8Array): Uint8Array {
  const size = BUCKETS.filter((bucket) => bucket > plain.length)[0];
  if (!size) throw new Error("too long");
  const out = new Uint8Array(size);
  out.set(plain);
  out[plain.length] = 0x80;
  return out;
}

/** crypto_box_seal of libsodium: only the private key opens it, and not even we can any more. */
export function sealBox(message: Uint8Array, publicKey: Uint8Array): Uint8Array {
  const once = nacl.box.keyPair();
  const nonce = blake2b(join(once.publicKey, publicKey), { dkLen: nacl.box.nonceLength });
  const box = nacl.box(message, nonce, publicKey, once.secretKey);
  once.secretKey.fill(0);
  return join(once.publicKey, box);
}

export function seal(answers: Answers, publicKey: string): Envelope {
  const plain = JSON.stringify({ format: INNER, version: 1, ...answers, mac: null });
  const box = sealBox(pad(utf8(plain)), fromBase64(publicKey));
  return { format: FORMAT, version: 1, exam: answers.exam, key: answers.key, box: toBase64(box) };
}

/** Sixteen letters that stand for exactly these sealed bytes: the first 80 bits of their SHA-256. */
export function receipt(envelope: Envelope): string {
  const hash = sha256(fromBase64(envelope.box));
  return toLetters(hash.slice(0, 10)).replace(/(.{4})(?=.)/g, "$1-");
}

/** An envelope in bytes, for text codes: mark, length of the head, head (JSON), sealed box. */
export function envelopeBytes(envelope: Envelope): Uint8Array {
  const head = utf8(JSON.stringify({ exam: envelope.exam, key: envelope.key }));
  return join(new Uint8Array([...MARK, head.length >> 8, head.length & 255]), head, fromBase64(envelope.box));
}

/** 16 random bytes in hex. Throws where there is no source of chance: then nothing must be sealed. */
export function freshNonce(): string {
  return Array.from(nacl.randomBytes(16), (byte) => ("0" + byte.toString(16)).slice(-2)).join("");
}

/** Capital letters and digits, as `folded_passcode` in Python. */
export function foldPasscode(text: string): string {
  let out = "";
  for (const sign of text.slice(0, 400)) {
    const code = sign.codePointAt(0) || 0;
    const half = code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : sign;
    if (/^[0-9A-Za-z]$/.test(half)) out += half.toUpperCase();
  }
  return out;
}

/** The paper of `form`, or null where the passcode does not open it. Takes about a second, and 32 MiB. */
export function unlock(locked: Locked, passcode: string, form: number): { paper: string; html: string } | null {
  if (locked.n > 1 << 17 || locked.r > 16 || locked.p > 8) throw new Error("scrypt");
  const { n: N, r, p } = locked;
  const key = scrypt(utf8(foldPasscode(passcode)), fromBase64(locked.salt), { N, r, p, dkLen: 32 });
  const box = fromBase64(locked.boxes[form] || "");
  const length = nacl.secretbox.nonceLength;
  const plain = nacl.secretbox.open(box.subarray(length), box.subarray(0, length), key);
  key.fill(0);
  return plain && (JSON.parse(new TextDecoder().decode(plain)) as { paper: string; html: string });
}
