/** What this browser keeps of an exam: unfinished answers, then the sealed ones. Everything read is checked. */
import { field, isObject } from "../record/json";
import type { Values } from "./answers";
import { FORMAT, type Envelope } from "./seal";

export interface Draft {
  ticket: string;
  mode: string;
  nonce: string;
  paper: string;
  started: number;
  values: Values;
}

export interface Kept {
  draft: Draft | null;
  sealed: Envelope | null;
}

const NOTHING: Kept = { draft: null, sealed: null };

export class Drafts {
  /** False where the browser refused: then a reload loses the answers, and the page says so. */
  keeps = true;
  private readonly key: string;

  constructor(exam: string) {
    this.key = "xinyu/exam/1/" + exam;
    try {
      window.localStorage.setItem(this.key + "?", "1");
      window.localStorage.removeItem(this.key + "?");
    } catch {
      this.keeps = false;
    }
  }

  read(): Kept {
    try {
      const kept: unknown = JSON.parse(window.localStorage.getItem(this.key) || "null");
      return { draft: readDraft(field(kept, "draft")), sealed: readSealed(field(kept, "sealed")) };
    } catch {
      return NOTHING;
    }
  }

  write(kept: Kept): void {
    try {
      window.localStorage.setItem(this.key, JSON.stringify(kept));
      this.keeps = true;
    } catch {
      this.keeps = false;
    }
  }

  erase(): void {
    try {
      window.localStorage.removeItem(this.key);
    } catch {
      /* there is nothing then */
    }
  }
}

function readDraft(from: unknown): Draft | null {
  const texts = ["ticket", "mode", "nonce", "paper"].map((name) => field(from, name));
  const started = field(from, "started");
  const values = field(from, "values");
  if (!texts.every((text) => typeof text === "string" && text.length < 200)) return null;
  if (typeof started !== "number" || !isObject(values)) return null;
  const [ticket, mode, nonce, paper] = texts as [string, string, string, string];
  return { ticket, mode, nonce, paper, started, values: values as Values };
}

function readSealed(from: unknown): Envelope | null {
  const [exam, key, box] = ["exam", "key", "box"].map((name) => field(from, name));
  if (field(from, "format") !== FORMAT || field(from, "version") !== 1) return null;
  if (typeof exam !== "string" || typeof key !== "string" || typeof box !== "string" || !/^[A-Za-z0-9+/]+={0,2}$/.test(box)) return null;
  return { format: FORMAT, version: 1, exam, key, box };
}
