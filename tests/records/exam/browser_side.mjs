// Does in Node what exam.js does in the page: jobs as JSON on stdin, one answer each on stdout.
import { readFileSync } from "node:fs";
import { source } from "../../assets/node.mjs";

globalThis.window = { btoa, atob, crypto: globalThis.crypto };
globalThis.self = globalThis;
const seal = await source("exam/seal");
const ticket = await source("exam/ticket");
const { toBase64, fromBase64, utf8 } = await source("exam/bytes");
const { writeChunks, scan, join } = await source("record/code");
const { default: nacl } = await import("../../../generator/assets/node_modules/tweetnacl/nacl-fast.js");
const { blake2b } = await import("../../../generator/assets/node_modules/@noble/hashes/blake2.js");

/** crypto_box_seal_open, so that boxes of PyNaCl are opened by the browser's library too. */
function openBox(box, secret) {
  const pair = nacl.box.keyPair.fromSecretKey(secret);
  const once = box.subarray(0, 32);
  const nonce = blake2b(new Uint8Array([...once, ...pair.publicKey]), { dkLen: 24 });
  return nacl.box.open(box.subarray(32), nonce, once, pair.secretKey);
}

const doing = {
  seal: (job) => {
    const envelope = seal.seal(job.answers, job.public);
    const bytes = seal.envelopeBytes(envelope);
    return { envelope, receipt: seal.receipt(envelope), codes: writeChunks(bytes, job.size || 480) };
  },
  open: (job) => toBase64(openBox(fromBase64(job.box), fromBase64(job.secret)) || new Uint8Array()),
  pad: (job) => toBase64(seal.pad(fromBase64(job.data))),
  ticket: (job) => ({ folded: ticket.foldTicket(job.text), fits: ticket.ticketFits(ticket.foldTicket(job.text)) }),
  form: (job) => ticket.formOf(job.exam, job.ticket, job.forms),
  passcode: (job) => seal.foldPasscode(job.text),
  unlock: (job) => seal.unlock(job.locked, job.passcode, job.form),
  chunks: (job) => writeChunks(fromBase64(job.data), job.size),
  join: (job) => {
    const joined = join(scan(job.text).chunks);
    return joined && joined.bytes ? toBase64(joined.bytes) : null;
  },
  nonce: () => seal.freshNonce(),
  utf8: (job) => toBase64(utf8(job.text)),
};

const jobs = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(jobs.map((job) => doing[job.do](job))));
