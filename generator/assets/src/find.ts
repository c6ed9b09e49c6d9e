/** The search dialog: an empty shell until somebody asks for it. */
import { all, make, root, word, words } from "./dom";
import { startSearch } from "./search";
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

function open(): void {
  if (held) return;
  if (!shell) {
    shell = build();
    held = trap(shell.box, close);
    try {
      startSearch({
        root: root.getAttribute("data-xy-root") || "./",
        lang: root.lang.slice(0, 2) === "en" ? "en" : "zh",
        strings: words(),
        input: shell.input,
        results: shell.results,
        status: shell.status,
      });
    } catch {
      shell.status.textContent = word("search-failed");
    }
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
