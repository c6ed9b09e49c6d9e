/** The search box: asks, shows hits with marked snippets, is led by the keyboard. */

import { make } from "./make";
import { findPostings, rank, readQuery, shardOf, shardsOf, type Hit, type Table } from "./rank";
import { Loader, loaderFor, Stale } from "./shards";
import { addMarked, cut, weigh } from "./snippets";

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
const PAUSE = 140; // ms without typing before a search
const FIRST = 10; // hits shown at once
const TEXTS = 4; // of which so many get their texts at once, the others when they come into view

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
