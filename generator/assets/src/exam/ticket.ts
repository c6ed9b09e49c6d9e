/**
 * Tickets: ten signs of Crockford's base 32 and two check signs. The check is
 * the number modulo 1021: it finds every single wrong sign and every swap of two.
 * `generator/records/exam/ticket.py` is the same in Python.
 */
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8 } from "./bytes";

export const TICKET_LENGTH = 12;
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const PRIME = 1021;

/** Capitals, half width, no spaces or hyphens; O is 0, I and L are 1. */
export function foldTicket(text: string): string {
  return text
    .slice(0, 200)
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^0-9A-Z]+/g, "")
    .replace(/O/g, "0")
    .replace(/[IL]/g, "1");
}

export function ticketFits(folded: string): boolean {
  if (folded.length !== TICKET_LENGTH) return false;
  let rest = 0;
  let check = 0;
  for (let i = 0; i < TICKET_LENGTH; i++) {
    const value = LETTERS.indexOf(folded.charAt(i));
    if (value < 0) return false;
    if (i < TICKET_LENGTH - 2) rest = (rest * 32 + value) % PRIME;
    else check = check * 32 + value;
  }
  return rest === check;
}

export function showTicket(folded: string): string {
  return folded.replace(/(.{4})(?=.)/g, "$1-");
}

/** Which of the papers a ticket gets. */
export function formOf(exam: string, folded: string, forms: number): number {
  const mac = hmac(sha256, utf8(exam), utf8("form/" + folded));
  return (((mac[0]! << 24) | (mac[1]! << 16) | (mac[2]! << 8) | mac[3]!) >>> 0) % forms;
}
