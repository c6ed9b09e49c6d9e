/** The search box: loads the index as scripts (works on file://), shows hits with marked snippets.
 *  Past 300 lines because loading, showing and marking are one conversation with the page. */

import { findPostings, rank, readQuery, readTable, shardOf, shardsOf, type Hit, type IndexData, type Table } from "./rank";
import { pieces, terms, type Fold } from "./tokens";

export interface SearchOptions {
  /** Relative path from this page to the language root, e.g. "../". */
  readonly root: string;
  readonly lang: string;
  /** search-found ("{n}"), search-none, search-loading, search-failed, search-help, kind-KIND; search-more if wanted. */
  readonly strings: Readonly<Record<string, string>>;
  readonly input: HTMLInputElement;
  readonly results: HTMLElement;
  /** role=status: told how many were found, or what went wrong. */
  readonly status: HTMLElement;
}

/** One page in `search/s-XX.js`: url, summary, headings (anchor, text), body. */
type PageText = readonly [string, string, readonly (readonly [string, string])[], string];
type Receive = (name: string, version: string, data: unknown) => void;

const PAUSE = 140; // ms without typing before a search
const PATIENCE = 15_000; // ms before a script that does not come counts as failed
const FIRST = 10; // hits shown at once
const TEXTS = 4; // of which so many get their texts at once, the others when they come into view
const SNIPPET_HAN = 84;
const SNIPPET_LATIN = 170;

class Stale extends Error {}

/** Loads and keeps the index files of one language. A file that failed is asked for again next time. */
class Loader {
  private readonly root: string;
  private readonly files = new Map<string, Promise<unknown>>();
  private readonly arrived = new Map<string, { version: string; data: unknown }>();
  private table: Promise<Table> | null = null;
  private version = "";

  constructor(root: string, lang: string) {
    this.root = root;
    const owner = window as unknown as { xinyuSearch?: Receive };
    const before = owner.xinyuSearch;
    owner.xinyuSearch = (name, version, data) => {
      if (name.startsWith(`${lang}/`)) this.arrived.set(name.slice(lang.length + 1), { version, data });
      else before?.(name, version, data);
    };
  }

  /** The page table; `fresh` asks past the browser's cache after a new build was met. */
  index(fresh = ""): Promise<Table> {
    this.table ??= this.load("index", fresh).then(
      ({ version, data }) => {
        this.version = version;
        return readTable(data as IndexData);
      },
      (error: unknown) => {
        this.table = null;
        throw error;
      },
    );
    return this.table;
  }

  /** One shard. Rejects with Stale when it belongs to another build than the page table. */
  shard(letter: "t" | "s", number: number, count: number): Promise<unknown> {
    const name = `${letter}-${number.toString(16).padStart(Math.max(2, (count - 1).toString(16).length), "0")}`;
    let file = this.files.get(name);
    if (!file) {
      file = this.load(name, this.version).then(({ version, data }) => {
        if (version === this.version) return data;
        this.files.clear();
        this.table = null;
        throw new Stale(version);
      });
      file.catch(() => this.files.delete(name));
      this.files.set(name, file);
    }
    return file;
  }

  private load(name: string, version: string): Promise<{ version: string; data: unknown }> {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      const finish = (): void => {
        clearTimeout(timer);
        script.remove();
        const file = this.arrived.get(name);
        this.arrived.delete(name);
        if (file) resolve(file);
        else reject(new Error(`search: ${name} did not load`));
      };
      const timer = setTimeout(finish, PATIENCE);
      script.charset = "utf-8";
      script.async = true;
      script.onload = finish;
      script.onerror = finish;
      script.src = `${this.root}search/${name}.js${version ? `?v=${version}` : ""}`;
      document.head.appendChild(script);
    });
  }
}

const loaders = new Map<string, Loader>();

function loaderFor(root: string, lang: string): Loader {
  const key = `${lang} ${root}`;
  const loader = loaders.get(key) ?? new Loader(root, lang);
  loaders.set(key, loader);
  return loader;
}

interface Answer {
  readonly table: Table;
  readonly hits: readonly Hit[];
  readonly near: readonly Hit[];
  readonly weights: ReadonlyMap<string, number>;
  /** Some shards did not come: the answer may lack pages. */
  readonly partial: boolean;
}

async function answer(text: string, loader: Loader, fresh = ""): Promise<Answer> {
  const table = await loader.index(fresh);
  const query = readQuery(text, table);
  const shards = new Map<number, string>();
  const states = await Promise.all(
    shardsOf(query, table).map((number) =>
      loader.shard("t", number, table.data.terms).then(
        (data) => void shards.set(number, data as string),
        (error: unknown) => error,
      ),
    ),
  );
  const stale = states.find((state) => state instanceof Stale);
  if (stale instanceof Stale && !fresh) return answer(text, loader, stale.message);
  const found = rank(query, table, (term) => findPostings(shards.get(shardOf(term, table)) ?? "\n", term));
  return { table, ...found, partial: states.some((state) => state !== undefined) };
}

/** Starts a search box. `run()` searches for what stands in the input now. */
export function startSearch(options: SearchOptions): { run(): void } {
  const { root, lang, strings, input, results, status } = options;
  const loader = loaderFor(root, lang);
  let asked = 0; // number of the newest question: an older answer is dropped
  let shown = ""; // the question whose hits stand in `results`
  let last: Answer | null = null; // and its answer
  let openFirst = false; // Enter was pressed before the hits came
  let pause = 0;
  let watcher: IntersectionObserver | null = null;

  const say = (key: string, n?: number): void => {
    status.textContent = (strings[key] ?? "").replace("{n}", String(n ?? ""));
  };
  const links = (): HTMLAnchorElement[] => Array.from(results.querySelectorAll<HTMLAnchorElement>(".xy-hits a"));

  const run = (): void => {
    window.clearTimeout(pause);
    const text = input.value.trim();
    const question = ++asked;
    if (text !== "" && text === shown && last) {
      show(text, last);
      return;
    }
    if (text === "") {
      clear();
      status.textContent = "";
      return;
    }
    const slow = window.setTimeout(() => question === asked && say("search-loading"), 250);
    answer(text, loader).then(
      (found) => {
        window.clearTimeout(slow);
        if (question === asked) show(text, found);
      },
      () => {
        window.clearTimeout(slow);
        if (question !== asked) return;
        clear();
        openFirst = false;
        say("search-failed");
      },
    );
  };

  const clear = (): void => {
    watcher?.disconnect();
    shown = "";
    while (results.firstChild) results.removeChild(results.firstChild);
  };

  const show = (text: string, found: Answer): void => {
    clear();
    const hits = found.hits.length ? found.hits : found.near;
    // An answer with a part missing is shown and said to be so; typing or Enter asks again.
    if (!found.partial) shown = text;
    if (found.partial) say("search-failed");
    else if (found.hits.length) say("search-found", found.hits.length);
    else say("search-none");
    if (!found.hits.length) results.appendChild(make("p", "xy-hits__help", strings["search-help"] ?? ""));
    const list = document.createElement("ul");
    list.className = "xy-hits";
    if (hits.length) results.appendChild(list);
    watcher = watch();
    extend(list, hits, 0, found);
    last = found;
    if (openFirst && found.hits.length && !found.partial) links()[0]?.click();
    openFirst = false;
  };

  const extend = (list: HTMLElement, hits: readonly Hit[], start: number, found: Answer): void => {
    hits.slice(start, start + FIRST).forEach((hit, i) => {
      const item = list.appendChild(draw(hit, found));
      if (start + i < TEXTS || !watcher) void fill(item, hit, found);
      else {
        waiting.set(item, () => void fill(item, hit, found));
        watcher.observe(item);
      }
    });
    if (hits.length <= start + FIRST) return;
    const more = make("button", "xy-hits__more", strings["search-more"] ?? "…");
    more.setAttribute("type", "button");
    more.addEventListener("click", () => {
      more.remove();
      extend(list, hits, start + FIRST, found);
      links()[start + FIRST]?.focus();
    });
    results.appendChild(more);
  };

  const draw = (hit: Hit, { table, weights }: Answer): HTMLElement => {
    const item = make("li", hit.lead ? "xy-hit xy-hit--urgent" : "xy-hit");
    const link = make("a", "");
    link.setAttribute("href", root + table.urls[hit.page]!);
    const title = make("span", "xy-hit__title");
    addMarked(title, table.titles[hit.page]!, weights, table.fold);
    link.appendChild(title);
    item.appendChild(link);
    const kind = strings[`kind-${table.data.kinds[table.data.kind[hit.page]!]}`];
    if (kind) item.appendChild(make("span", "xy-hit__kind", kind));
    return item;
  };

  /** Adds the snippet, and leads the link to the section that speaks of the query. */
  const fill = async (item: HTMLElement, hit: Hit, { table, weights }: Answer): Promise<void> => {
    const { sizes } = table.data;
    let group = 0;
    for (let last = sizes[0]!; last <= hit.page; last += sizes[++group]!);
    let texts: readonly PageText[];
    try {
      texts = (await loader.shard("s", group, sizes.length)) as readonly PageText[];
    } catch {
      return; // the hit itself stands; only its snippet is missing
    }
    const text = texts.find(([url]) => url === table.urls[hit.page]);
    if (!text) return;
    const [, summary, headings, body] = text;
    const snippet = make("p", "xy-hit__snippet");
    addMarked(snippet, cut(summary, body, weights, table.fold), weights, table.fold);
    item.appendChild(snippet);
    const worth = (words: string): number => weigh(words, weights, table.fold);
    let best = worth(table.titles[hit.page]!);
    if (hit.lead) return;
    for (const [anchor, heading] of headings) {
      if (worth(heading) <= best * 1.2) continue;
      best = worth(heading);
      item.querySelector("a")!.setAttribute("href", `${root}${table.urls[hit.page]!}#${anchor}`);
    }
  };

  input.addEventListener("focus", () => void loader.index().catch(() => undefined), { once: true });
  input.addEventListener("input", (event) => {
    if ((event as InputEvent).isComposing) return; // pinyin half typed
    openFirst = false;
    window.clearTimeout(pause);
    pause = window.setTimeout(run, PAUSE);
  });
  input.addEventListener("compositionend", () => {
    window.clearTimeout(pause);
    pause = window.setTimeout(run, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return; // Enter and arrows belong to the input method
    if (event.key === "ArrowDown") {
      const first = links()[0];
      if (!first) return;
      event.preventDefault();
      first.focus();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (shown !== "" && shown === input.value.trim()) links()[0]?.click();
      else {
        openFirst = true;
        run();
      }
    }
  });
  results.addEventListener("keydown", (event) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const all = links();
    const at = all.indexOf(document.activeElement as HTMLAnchorElement);
    if (!step || at < 0) return;
    event.preventDefault();
    (at + step < 0 ? input : all[at + step])?.focus();
  });
  return { run };
}

const waiting = new WeakMap<Element, () => void>();

/** Runs the waiting task of an item when it comes into view; null where the browser cannot tell. */
function watch(): IntersectionObserver | null {
  if (!("IntersectionObserver" in window)) return null;
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      watcher.unobserve(entry.target);
      waiting.get(entry.target)?.();
      waiting.delete(entry.target);
    }
  });
  return watcher;
}

function make(name: string, className: string, text = ""): HTMLElement {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

interface Mark {
  readonly from: number;
  readonly to: number;
  readonly term: string;
  readonly weight: number;
}

/** Where the query's terms, and other words for them, stand in a text. */
export function findMarks(text: string, weights: ReadonlyMap<string, number>, fold: Fold): Mark[] {
  const parts = pieces(text, fold);
  const marks: Mark[] = [];
  for (const term of terms(parts)) {
    const weight = weights.get(term.text);
    if (weight !== undefined) marks.push({ from: parts[term.first]!.from, to: parts[term.last]!.to, term: term.text, weight });
  }
  const alone = new Set(parts.map((piece) => piece.text));
  weights.forEach((weight, phrase) => {
    const words = phrase.split(" ");
    const hidden = words.length === 1 && phrase.length === 1; // one character: no term of a longer run
    if ((words.length < 2 && !hidden) || !words.every((word) => alone.has(word))) return;
    for (let i = 0; i + words.length <= parts.length; i++) {
      if (!words.every((word, j) => parts[i + j]!.text === word)) continue;
      marks.push({ from: parts[i]!.from, to: parts[i + words.length - 1]!.to, term: phrase, weight });
    }
  });
  return marks.sort((a, b) => a.from - b.from || b.to - a.to);
}

function weigh(text: string, weights: ReadonlyMap<string, number>, fold: Fold): number {
  const found = new Map(findMarks(text, weights, fold).map((mark) => [mark.term, mark.weight]));
  return Array.from(found.values()).reduce((sum, weight) => sum + weight, 0);
}

/** The summary, or the stretch of the body that says more of the query. */
export function cut(summary: string, body: string, weights: ReadonlyMap<string, number>, fold: Fold): string {
  const marks = findMarks(body, weights, fold).slice(0, 300);
  const long = /[\u4e00-\u9fff]/.test(body.slice(0, 200)) ? SNIPPET_HAN : SNIPPET_LATIN;
  let best = weigh(summary, weights, fold);
  let at = -1;
  marks.forEach((mark, i) => {
    const found = new Map<string, number>();
    for (let j = i; j < marks.length && marks[j]!.to <= mark.from + long - 12; j++) found.set(marks[j]!.term, marks[j]!.weight);
    const value = Array.from(found.values()).reduce((sum, weight) => sum + weight, 0);
    if (value > best * 1.1 + 0.01) {
      best = value;
      at = mark.from;
    }
  });
  if (at < 0) return summary || clip(body, 0, long);
  const before = body.slice(Math.max(0, at - Math.floor(long / 3)), at);
  const sentence = Math.max(...Array.from("。！？；.!?;", (end) => before.lastIndexOf(end)));
  const comma = Math.max(before.lastIndexOf("，"), before.lastIndexOf(" "));
  const back = sentence >= 0 ? before.length - sentence - 1 : before.length === at ? at : comma >= 0 ? before.length - comma - 1 : 6;
  return clip(body, Math.max(0, at - back), long);
}

function clip(text: string, from: number, long: number): string {
  const end = from + long < text.length ? from + long : text.length;
  return `${from > 0 ? "…" : ""}${text.slice(from, end).trim()}${end < text.length ? "…" : ""}`;
}

/** Writes a text with its marks as DOM nodes: page text is never parsed as HTML. */
function addMarked(into: HTMLElement, text: string, weights: ReadonlyMap<string, number>, fold: Fold): void {
  let at = 0;
  const spans: { from: number; to: number }[] = [];
  for (const { from, to } of findMarks(text, weights, fold)) {
    const last = spans[spans.length - 1];
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else spans.push({ from, to });
  }
  for (const { from, to } of spans) {
    into.appendChild(document.createTextNode(text.slice(at, from)));
    into.appendChild(make("mark", "", text.slice(from, to)));
    at = to;
  }
  into.appendChild(document.createTextNode(text.slice(at)));
}
