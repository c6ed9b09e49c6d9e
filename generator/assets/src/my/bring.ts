/** Bringing a record in: from a file, a pasted code, or QR codes scanned one after the other. */
import { focusOn, make } from "../dom";
import { join, MARK, scan, type Chunk, type Damage, type Joined } from "../record/code";
import { merge, type Entries } from "../record/entry";
import { text as decode, unpack } from "../record/pack";
import { MOST_TEXT, readPassport, type Read } from "../record/passport";
import { listEntries } from "../record/store";
import { button, labelled, section, status, type My } from "./parts";

const INCOMING = "xinyu/incoming/1";

export function bringSection(my: My): HTMLElement {
  const { here, record } = my;
  const box = section("bring", here.say("my-bring"));
  box.appendChild(make("p", "", here.say("my-bring-how")));
  const input = make("input");
  input.type = "file";
  box.appendChild(labelled(here.say("my-bring-file"), input, "my-file"));
  const area = make("textarea", "xy-code");
  area.rows = 4;
  area.spellcheck = false;
  box.appendChild(labelled(here.say("my-bring-text"), area, "my-paste"));
  const read = button(here.say("my-bring-read"), () => take(area.value));
  box.appendChild(read);
  const said = status();
  const found = make("ul", "xy-my__found");
  const act = make("p", "xy-row");
  box.appendChild(said);
  box.appendChild(found);
  box.appendChild(act);

  input.addEventListener("change", () => {
    const file = input.files && input.files[0];
    if (!file) return;
    if (file.size > MOST_TEXT) return say("my-bring-huge");
    const reader = new FileReader();
    reader.onload = () => take(String(reader.result || ""));
    reader.onerror = () => say("my-bring-unread");
    reader.readAsText(file);
  });

  function say(key: string, values: Record<string, string | number> = {}): void {
    found.textContent = "";
    act.textContent = "";
    said.textContent = here.say(key, values);
  }

  function take(given: string): void {
    if (!given.trim()) return say("my-bring-empty");
    if (given.trim().charAt(0) === "{") return offer(readPassport(given)); // a file: the letters of a code may stand in it by chance
    const seen = scan(given);
    if (!seen.chunks.length && !seen.damage.length) return offer(readPassport(given));
    const known = keep(seen.chunks);
    const joined = join(known.filter((one) => seen.chunks.some((given) => given.set === one.set && given.of === one.of)));
    if (joined && joined.bytes) return unfold(joined);
    if (joined) say("my-code-part", { n: joined.of - joined.missing.length, of: joined.of });
    else say("my-code-none");
    seen.damage.forEach((damage) => found.appendChild(make("li", "", damaged(damage))));
    if (joined && joined.missing.length) {
      const missing = joined.missing.slice(0, 12).join(here.say("list-comma")) + (joined.missing.length > 12 ? " …" : "");
      found.appendChild(make("li", "", here.say("my-code-missing", { missing })));
    } else if (joined) found.appendChild(make("li", "", here.say("my-code-mixed")));
  }

  function damaged(damage: Damage): string {
    const known = damage.number >= 1 && damage.number <= damage.of;
    return here.say("my-code-" + damage.kind, { n: known ? damage.number : "?", start: damage.start });
  }

  /** Chunks of several scans come together; they wait in the browser, where it keeps anything. */
  function keep(chunks: Chunk[]): Chunk[] {
    const known = waiting.concat(chunks.filter((one) => !waiting.some((other) => same(one, other))));
    waiting = known.slice(-1000);
    try {
      window.localStorage.setItem(INCOMING, JSON.stringify(waiting));
    } catch {
      /* then they wait in this page only */
    }
    return waiting;
  }

  function unfold(joined: Joined): void {
    const bytes = unpack(joined.bytes!, MOST_TEXT);
    const plain = bytes && decode(bytes);
    if (plain) offer(readPassport(plain));
    else say("my-bring-other");
  }

  /** Says what has been read, and adds it when told to. */
  function offer(read: Read): void {
    const counts = count(record.entries(), read.entries);
    if (read.trouble && !read.entries.size) return say("my-bring-" + read.trouble);
    say(read.trouble ? "my-bring-damaged" : "my-bring-found", { n: read.entries.size, fresh: counts.fresh });
    if (read.trouble) found.appendChild(make("li", "", here.say("my-bring-" + read.trouble)));
    if (read.refused) found.appendChild(make("li", "", here.say("my-bring-refused", { n: read.refused })));
    if (!counts.fresh) return forget();
    act.appendChild(
      button(
        here.say(read.trouble ? "my-bring-anyway" : "my-bring-merge"),
        () => {
          record.take(read.entries);
          forget();
          area.value = "";
          input.value = "";
          say(record.health === "kept" || record.health === "foreign" ? "my-bring-done" : "my-bring-done-unkept", { n: counts.fresh });
        },
        "xy-next",
      ),
    );
  }

  function forget(): void {
    waiting = [];
    try {
      window.localStorage.removeItem(INCOMING);
    } catch {
      /* nothing was kept */
    }
  }

  function fromAddress(): void {
    const hash = window.location.hash;
    if (hash.toUpperCase().indexOf(MARK) < 0) return;
    try {
      window.history.replaceState(null, "", window.location.pathname + window.location.search);
    } catch {
      /* the address keeps its chunk: reading it twice does no harm */
    }
    take(hash);
    focusOn(box.querySelector("h2")!);
  }

  let waiting: Chunk[] = readWaiting();
  window.addEventListener("hashchange", fromAddress);
  window.setTimeout(fromAddress);
  return box;
}

function same(a: Chunk, b: Chunk): boolean {
  return a.set === b.set && a.number === b.number && a.of === b.of;
}

/** How many versions a record would gain. */
function count(ours: Entries, theirs: Entries): { fresh: number } {
  const before = new Set(listEntries(ours).map((version) => JSON.stringify([version.key, version.n, version.by])));
  const after = listEntries(merge(ours, theirs));
  return { fresh: after.filter((version) => !before.has(JSON.stringify([version.key, version.n, version.by]))).length };
}

function readWaiting(): Chunk[] {
  try {
    const from: unknown = JSON.parse(window.localStorage.getItem(INCOMING) || "[]");
    if (!Array.isArray(from)) return [];
    return from.filter(
      (one): one is Chunk =>
        typeof one === "object" && one !== null && typeof one.set === "string" && typeof one.payload === "string" &&
        typeof one.number === "number" && typeof one.of === "number" && one.of >= 1 && one.of <= 1000,
    );
  } catch {
    return [];
  }
}
