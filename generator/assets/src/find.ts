/** The search dialog: an empty shell until somebody asks for it. */
import { all, make, one, root, word, words } from "./dom";
import type { startSearch } from "./search";
import { trap, type Trap } from "./trap";

interface Shell {
  box: HTMLElement;
  input: HTMLInputElement;
  status: HTMLElement;
  results: HTMLElement;
}

let shell: Shell | null = null;
let held: Trap | null = null;

function close(): void {
  if (!shell || !held) return;
  shell.box.hidden = true;
  root.removeAttribute("data-xy-dialog");
  held.release();
  held = null;
}

function build(): Shell {
  const box = make("div", "xyt-search");
  box.setAttribute("role", "dialog");
  box.setAttribute("aria-modal", "true");
  box.setAttribute("aria-label", word("search"));
  const inner = make("div", "xyt-search__in");
  const bar = make("div", "xyt-search__bar");
  const input = make("input");
  input.type = "search";
  input.autocomplete = "off";
  input.spellcheck = false;
  input.setAttribute("enterkeyhint", "search");
  input.placeholder = word("search_hint");
  input.setAttribute("aria-label", word("search"));
  const closer = make("button", "xyt-tool");
  closer.type = "button";
  const icon = make("span", "xyt-i xyt-i--close");
  icon.setAttribute("aria-hidden", "true");
  closer.appendChild(icon);
  closer.appendChild(make("span", "xyt-sr", word("close")));
  closer.addEventListener("click", close);
  const status = make("p", "xyt-search__status");
  status.setAttribute("role", "status");
  const results = make("div", "xyt-search__results");
  bar.appendChild(input);
  bar.appendChild(closer);
  inner.appendChild(bar);
  inner.appendChild(status);
  inner.appendChild(results);
  box.appendChild(inner);
  document.body.appendChild(box);

  box.addEventListener("click", (event) => {
    if (event.target === box) close();
    else if (event.target instanceof Element && event.target.closest("a[href]")) close();
  });
  return { box, input, status, results };
}

/** The search itself is a script of its own, read when somebody first searches; what is typed meanwhile is kept. */
function load(shell: Shell): void {
  const { input, status, results } = shell;
  const owner = window as unknown as { xinyuSearchBox?: typeof startSearch };
  let composing = false; // an input method has words half typed
  let entered = false; // Enter was pressed after the last word
  input.addEventListener("compositionstart", () => (composing = true));
  input.addEventListener("compositionend", () => (composing = false));
  input.addEventListener("input", () => (entered = false));
  input.addEventListener("keydown", (event) => (entered = !composing && event.key === "Enter"));
  const begin = (): void => {
    if (!owner.xinyuSearchBox) return fail();
    const search = owner.xinyuSearchBox({
      root: root.getAttribute("data-xy-root") || "./",
      lang: root.lang.slice(0, 2) === "en" ? "en" : "zh",
      strings: words(),
      input,
      results,
      status,
      help: one(".xy-help ul"),
    });
    if (input.value.trim() && !composing) search.run(entered);
  };
  const fail = (): void => {
    status.textContent = word("search-failed");
    input.addEventListener("input", () => load(shell), { once: true });
  };
  const script = make("script");
  script.src = one("[data-xy-search]")?.getAttribute("data-xy-search") || "";
  script.onload = begin;
  script.onerror = fail;
  document.head.appendChild(script);
}

function open(): void {
  if (held) return;
  if (!shell) {
    shell = build();
    held = trap(shell.box, close);
    load(shell);
  } else {
    shell.box.hidden = false;
    held = trap(shell.box, close);
  }
  root.setAttribute("data-xy-dialog", "");
  shell.input.focus();
  shell.input.select();
}

export function startFind(): void {
  for (const button of all("[data-xy-search]")) button.addEventListener("click", open);
  document.addEventListener("keydown", (event) => {
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
    const letter = (event.key === "k" || event.key === "K") && (event.ctrlKey || event.metaKey);
    if (!slash && !letter) return;
    const target = event.target;
    if (slash && target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))) return;
    event.preventDefault();
    open();
  });
}
