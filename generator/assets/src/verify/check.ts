/** Whether a certificate holds: a compact JWS with Ed25519, checked in the order of docs/formats/certificate.md. */
import nacl from "tweetnacl";
import { fromBase64, fromBase64Url } from "./base64";
import { readWords, type Words } from "./words";

/** A published key, as generator/pages/verify.py writes it; `until` is an ISO day or empty. */
export interface Key {
  id: string;
  public: string;
  until: string;
  withdrawn: string[];
}

export type Reason = "form" | "key" | "signature" | "late" | "withdrawn";
export type Checked = { reason: Reason } | { reason: null; words: Words };

const MOST = 1000;
const HEADER = /^\{"alg":"EdDSA","kid":"([a-z0-9][a-z0-9-]{0,79})"\}$/;
/** The order of the group (RFC 8032, 5.1), lowest byte first: 2^252 + 27742317777372353535851937790883648493. */
const ORDER = [
  0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
];

/** A pasted text or an address without what is not the certificate: blanks, and all up to the last `#`. */
export function bare(given: string): string {
  const text = given.replace(/\s+/g, "");
  return text.slice(text.lastIndexOf("#") + 1);
}

/** Never throws. Words come out only where everything held. */
export function check(given: string, keys: Key[]): Checked {
  const text = bare(given);
  const parts = text.length <= MOST ? text.split(".") : [];
  const [header, payload, signature] = parts.map(fromBase64Url);
  if (parts.length !== 3 || !header || !payload || !signature || signature.length !== 64) return { reason: "form" };
  const named = HEADER.exec(String.fromCharCode(...Array.from(header)));
  if (!named) return { reason: "form" };
  const key = keys.filter((one) => one.id === named[1])[0];
  const bytes = key && fromBase64(key.public);
  if (!key || !bytes || bytes.length !== nacl.sign.publicKeyLength) return { reason: "key" };
  if (!holds(ascii(`${parts[0]}.${parts[1]}`), signature, bytes)) return { reason: "signature" };
  const words = readWords(payload);
  if (!words) return { reason: "form" };
  if (key.until && words.d > key.until) return { reason: "late" };
  if (key.withdrawn.indexOf(words.i) >= 0) return { reason: "withdrawn" };
  return { reason: null, words };
}

/** Tweetnacl takes S modulo the order, so that two signatures would hold for one text; RFC 8032 allows the lower only. */
function holds(message: Uint8Array, signature: Uint8Array, key: Uint8Array): boolean {
  return isBelowOrder(signature.subarray(32)) && nacl.sign.detached.verify(message, signature, key);
}

function isBelowOrder(s: Uint8Array): boolean {
  for (let i = 31; i >= 0; i--) {
    if (s[i]! < ORDER[i]!) return true;
    if (s[i]! > ORDER[i]!) return false;
  }
  return false;
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (sign) => sign.charCodeAt(0));
}
