/**
 * The record of this browser: one JSON text in localStorage, read with care,
 * merged before every write so that two tabs never overwrite each other.
 * Storage is a cache that can vanish: without it everything works, in memory.
 */
import { compare, listEntries, merge, readEntries, settle, type Entries, type Entry, type Version } from "./entry";
import { canonical, field, isObject } from "./json";

export type { Entry, Version } from "./entry";

/** kept: stored. memory: no storage here. full: no room. foreign: what stood there was not ours or damaged; it is set aside. */
export type Health = "kept" | "memory" | "full" | "foreign";

export interface Store {
  /** The value to show; undefined when absent. A value of null counts as absent. */
  get(key: string): unknown;
  /** Entries whose key begins with the prefix, sorted by key; the version to show of each. */
  all(prefix: string): Entry[];
  /** Every version of a key that was written apart on two devices, the one to show first. */
  versions(key: string): Entry[];
  /** Writes a plain JSON value; null takes the entry away. Kept in memory when storage is full or absent: see `health`. */
  put(key: string, value: unknown): void;
  /** Also told of changes from other tabs and of a change of health. */
  onChange(listener: () => void): void;
  readonly health: Health;
  /** For the passport and /my/. */
  entries(): Entries;
  take(entries: Entries): void;
  erase(): void;
  /** Texts that were found in our place and set aside: storage key -> text. */
  aside(): Map<string, string>;
  size(): number;
}

export type Room = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

export const RECORD = "xinyu/record/1";
export const ASIDE = "xinyu/aside/";

const LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz";

/** Random letters and digits; works without a secure context. */
export function random(length: number): string {
  const bytes = new Uint8Array(length);
  window.crypto.getRandomValues(bytes);
  return Array.from(bytes, (byte) => LETTERS.charAt(byte % 36)).join("");
}

export interface Options {
  now?: () => Date;
  id?: (length: number) => string;
}

/** The local day and minute, for people. */
export function minute(now: Date): string {
  const two = (value: number): string => ("0" + value).slice(-2);
  if (isNaN(now.getTime())) return "0000-01-01T00:00";
  const year = ("000" + Math.min(9999, Math.max(0, now.getFullYear()))).slice(-4);
  return `${year}-${two(now.getMonth() + 1)}-${two(now.getDate())}T${two(now.getHours())}:${two(now.getMinutes())}`;
}

interface Stored {
  id: string;
  /** Ids of records that were erased on purpose: a tab that still holds one lets it go. */
  erased: string[];
  entries: Entries;
}

/** What a stored text says, and whether all of it could be read. */
function readStored(text: string): { stored: Stored | null; whole: boolean } {
  let from: unknown;
  try {
    from = JSON.parse(text);
  } catch {
    return { stored: null, whole: false };
  }
  const id = field(from, "id");
  if (!isObject(from) || field(from, "format") !== "xinyu-record" || typeof id !== "string") return { stored: null, whole: false };
  const { entries, refused } = readEntries(field(from, "entries"));
  const gone = field(from, "erased");
  const erased = Array.isArray(gone) ? gone.filter((item): item is string => typeof item === "string").slice(-20) : [];
  return { stored: { id, erased, entries }, whole: refused === 0 };
}

export function openStore(room: Room | null, options: Options = {}): Store {
  const now = options.now || ((): Date => new Date());
  const id = options.id || random;
  const by = id(6);
  const listeners: Array<() => void> = [];
  const texts = new WeakMap<Version[], string>(); // what was written once need not be written anew
  let entries: Entries = new Map();
  let record: { id: string; erased: string[] } = { id: id(12), erased: [] };
  let top = 0;
  let lastText: string | null = null;
  let health: Health = room ? "kept" : "memory";
  let locked = false; // foreign data that could not be copied is not written over

  function tell(): void {
    for (const listener of listeners.slice()) listener();
  }

  function raise(found: Entries): void {
    found.forEach((versions) => {
      for (const version of versions) {
        top = Math.max(top, version.n, ...Object.keys(version.over || {}).map((key) => version.over![key]!));
      }
    });
  }

  function setAside(text: string): boolean {
    try {
      let at = 1;
      for (; at < 20; at++) {
        const there = room!.getItem(ASIDE + at);
        if (there === text) return true;
        if (there === null) break;
      }
      room!.setItem(ASIDE + at, text);
      return true;
    } catch {
      return false;
    }
  }

  /** Takes in what storage holds now; true when something changed. */
  function read(): boolean {
    if (!room || locked) return false;
    let text: string | null;
    try {
      text = room.getItem(RECORD);
    } catch {
      health = "memory";
      return false;
    }
    if (text === null || text === lastText) return false;
    const { stored, whole } = readStored(text);
    if (!whole) {
      locked = !setAside(text);
      health = "foreign";
    }
    if (!stored) return !whole;
    lastText = whole ? text : null;
    if (stored.erased.indexOf(record.id) >= 0) {
      entries = stored.entries;
    } else {
      entries = merge(entries, stored.entries);
    }
    record = { id: stored.id, erased: stored.erased };
    raise(stored.entries);
    return true;
  }

  function write(): void {
    if (!room || locked) return;
    const parts: string[] = [];
    for (const key of Array.from(entries.keys()).sort()) {
      const versions = entries.get(key)!;
      let text = texts.get(versions);
      if (text === undefined) {
        text = versions.map((version) => JSON.stringify(version)).join(",\n");
        texts.set(versions, text);
      }
      parts.push(text);
    }
    const head = JSON.stringify({ format: "xinyu-record", version: 1, id: record.id, erased: record.erased });
    const text = head.slice(0, -1) + ',"entries":[\n' + parts.join(",\n") + "\n]}";
    try {
      room.setItem(RECORD, text);
      lastText = text;
      if (health !== "foreign") health = "kept";
    } catch {
      health = lastText === null && safely(() => room.length, 0) === 0 ? "memory" : "full";
    }
  }

  function safely<T>(act: () => T, otherwise: T): T {
    try {
      return act();
    } catch {
      return otherwise;
    }
  }

  function shown(key: string): Version | undefined {
    const first = (entries.get(key) || [])[0];
    return first && first.value !== null ? first : undefined;
  }

  read();
  if (typeof window !== "undefined" && window.addEventListener) {
    window.addEventListener("storage", (event) => {
      if ((event.key === RECORD || event.key === null) && read()) tell();
    });
  }

  return {
    get: (key) => shown(key)?.value,
    all(prefix) {
      const found: Entry[] = [];
      for (const key of Array.from(entries.keys()).sort()) {
        const version = key.slice(0, prefix.length) === prefix ? shown(key) : undefined;
        if (version) found.push(version);
      }
      return found;
    },
    versions: (key) => (entries.get(key) || []).filter((version) => version.value !== null),
    put(key, value) {
      read();
      const text = canonical(value === undefined ? null : value);
      const there = entries.get(key) || [];
      if (there.length === 1 && canonical(there[0]!.value) === text) return;
      if (!there.length && text === "null") return;
      const over: Record<string, number> = {};
      for (const version of there) {
        for (const seen of Object.keys(version.over || {})) over[seen] = Math.max(over[seen] || 0, version.over![seen]!);
        over[version.by] = Math.max(over[version.by] || 0, version.n);
      }
      delete over[by];
      top += 1;
      const version: Version = { key, n: top, at: minute(now()), by, value: JSON.parse(text) as unknown };
      if (Object.keys(over).length) version.over = over;
      entries.set(key, settle(there.concat(version)));
      write();
      tell();
    },
    onChange(listener) {
      listeners.push(listener);
    },
    get health() {
      return health;
    },
    entries: () => new Map(entries),
    take(more) {
      read();
      entries = merge(entries, more);
      raise(more);
      write();
      tell();
    },
    erase() {
      read();
      record = { id: id(12), erased: record.erased.concat(record.id).slice(-20) };
      entries = new Map();
      safely(() => {
        for (const key of Array.from(this.aside().keys())) room!.removeItem(key);
        room!.removeItem(RECORD); // room for the small note, even where storage is full
      }, undefined);
      locked = false;
      if (room) health = "kept";
      write();
      tell();
    },
    aside() {
      const found = new Map<string, string>();
      safely(() => {
        for (let i = 0; i < room!.length; i++) {
          const key = room!.key(i) || "";
          if (key.slice(0, ASIDE.length) === ASIDE) found.set(key, room!.getItem(key) || "");
        }
      }, undefined);
      return found;
    },
    size: () => safely(() => (room && room.getItem(RECORD)) || "", "").length,
  };
}

/** The browser's own storage, or null where it is missing or forbidden. */
function browserRoom(): Room | null {
  try {
    const room = window.localStorage;
    room.getItem(RECORD);
    return room;
  } catch {
    return null;
  }
}

let opened: Store | null = null;

/** The store of this page, opened on the first call. */
export function store(): Store {
  if (!opened) opened = openStore(browserRoom());
  return opened;
}

let counted = 0;
let visit = "";

/** A new unique id. */
export function fresh(): string {
  if (!visit) visit = random(8);
  counted += 1;
  return visit + "-" + counted.toString(36);
}

export { compare, listEntries };
