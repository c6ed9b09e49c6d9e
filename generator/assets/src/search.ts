/** The search box: asks, shows hits with marked snippets, is led by the keyboard. */

import { ask, type Answer } from "./ask";
import { Filter } from "./filter";
import { make } from "./make";
import { isHan } from "./mend";
import type { Hit } from "./rank";
import { loaderFor } from "./shards";
import { addMarked, cut, weigh } from "./snippets";

export interface SearchOptions {
  /** Relative path from this page to the language root, e.g. "../". */
  readonly root: string;
  readonly lang: string;
  /** search-found ("{n}"), search-meant ("{words}"), search-none, search-loading, search-failed, search-help,
   *  search-more, filter, filter_reset, facet-kind, facet-audience, kind-KIND, audience-READER. */
  readonly strings: Readonly<Record<string, string>>;
  readonly input: HTMLInputElement;
  readonly results: HTMLElement;
  /** role=status: told how many were found, or what went wrong. */
  readonly status: HTMLElement;
  /** The list of help lines, shown when nothing was found and when the query speaks of danger; null: there is none. */
  readonly help: HTMLElement | null;
}

/** One page in `search/s-XX.js`: url, summary, headings (anchor, text), body. */
type PageText = readonly [string, string, readonly (readonly [string, string])[], string];
const PAUSE = 140; // ms without typing before a search
const FIRST = 10; // hits shown at once
const DOORS = 6; // pages offered where nothing comes near
const TEXTS = 4; // of which so many get their texts at once, the others when they come into view

/** Starts a search box. `run()` searches for what stands in the input now; `open` opens the first hit. */
export function startSearch(options: SearchOptions): { run(open: boolean): void } {
  const { root, lang, strings, input, results, status, help } = options;
  const loader = loaderFor(root, lang);
  let asked = 0; // number of the newest question: an older answer is dropped
  let shown = ""; // the question whose hits stand in `results`
  let last: Answer | null = null; // and its answer
  let openFirst = false; // Enter was pressed before the hits came
  let pause = 0;
  let watcher: IntersectionObserver | null = null;
  const filter = new Filter(strings);

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
    ask(text, loader).then(
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
    const { hits, near, table } = found;
    // An answer with a part missing is shown and said to be so; typing or Enter asks again.
    if (!found.partial) shown = text;
    const told = found.meant.filter(isHan); // English words are known by their stems, which nobody wants to read
    if (told.length) results.appendChild(make("p", "xy-hits__meant", fillIn("search-meant", told)));
    if (!hits.length || found.query.danger) results.appendChild(helpBlock());
    const list = make("ul", "xy-hits");
    const filters = results.appendChild(make("div"));
    if (hits.length || near.length) results.appendChild(list);
    const refresh = (): void => {
      watcher?.disconnect();
      watcher = watch();
      while (list.firstChild) list.removeChild(list.firstChild);
      results.querySelector(".xy-hits__more")?.remove();
      const left = filter.left(hits, table);
      if (found.partial) say("search-failed");
      else say(hits.length ? "search-found" : "search-none", left.length);
      extend(list, hits.length ? left : near.length ? near : doors(found), 0, found);
    };
    filter.draw(filters, hits, table, refresh);
    refresh();
    if (!list.parentNode && list.firstChild) results.appendChild(list);
    last = found;
    if (openFirst && hits.length && !found.partial) links()[0]?.click();
    openFirst = false;
  };

  const fillIn = (key: string, words: readonly string[]): string =>
    (strings[key] ?? "").replace("{words}", words.join(lang === "en" ? ", " : "、"));

  const helpBlock = (): HTMLElement => {
    const block = make("section", "xy-hits__help");
    block.appendChild(make("p", "", strings["search-help"] ?? ""));
    if (help) block.appendChild(help.cloneNode(true));
    return block;
  };

  /** Where not one word is known: the pages that lead to all others, those for everyone first. */
  const doors = ({ table }: Answer): Hit[] => {
    const library = table.data.kinds.indexOf("library");
    const all = table.data.kind.map((kind, page) => ({ kind, page, score: 0, enough: false, lead: false }));
    const found = all.filter(({ kind }) => kind === library);
    return found.sort((a, b) => table.data.for[a.page]! - table.data.for[b.page]! || a.page - b.page).slice(0, DOORS);
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
  return {
    run: (open) => {
      openFirst = open;
      run();
    },
  };
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

// The bundle: the search dialog (find.ts) asks for it when somebody first searches.
(window as unknown as { xinyuSearchBox?: typeof startSearch }).xinyuSearchBox = startSearch;
