/**
 * A library's facets. Values of one facet add up, facets narrow each other.
 * A chip's number says how many results choosing it would leave.
 */
import { all, make, one, word } from "./dom";

type Chosen = Record<string, string[]>;

interface Chip {
  label: HTMLElement;
  input: HTMLInputElement;
  count: HTMLElement | null;
}

interface Facet {
  id: string;
  chips: Chip[];
}

/** A facet with more chips than MANY shows SHOWN of them, and the others on demand. */
const MANY = 12;
const SHOWN = 9;

interface Item {
  element: HTMLElement;
  values: Record<string, string[]>;
}

function ids(text: string | null): string[] {
  return (text || "").split(/\s+/).filter(Boolean);
}

export function matches(values: Record<string, string[]>, chosen: Chosen, except = ""): boolean {
  return Object.keys(chosen).every((facet) => {
    if (facet === except) return true;
    const wanted = chosen[facet] || [];
    const has = values[facet] || [];
    return !wanted.length || wanted.some((value) => has.indexOf(value) >= 0);
  });
}

export function readHash(hash: string): Chosen {
  const chosen: Chosen = {};
  for (const part of hash.replace(/^#/, "").split("&")) {
    const cut = part.indexOf("=");
    if (cut < 1) continue;
    try {
      chosen[part.slice(0, cut)] = part.slice(cut + 1).split("+").map(decodeURIComponent).filter(Boolean);
    } catch {
      /* a damaged address chooses nothing */
    }
  }
  return chosen;
}

export function writeHash(chosen: Chosen): string {
  const parts = Object.keys(chosen)
    .filter((facet) => (chosen[facet] || []).length)
    .map((facet) => facet + "=" + (chosen[facet] || []).map(encodeURIComponent).join("+"));
  return parts.length ? "#" + parts.join("&") : "";
}

function start(library: HTMLElement): void {
  const form = one<HTMLFormElement>(".xy-facets", library);
  const list = one(".xy-results", library);
  if (!form || !list) return;
  const found = one(".xy-found", library);
  const empty = one(".xy-empty", library);

  const facets: Facet[] = all("[data-facet]", form).map((fieldset) => ({
    id: fieldset.getAttribute("data-facet") || "",
    chips: all(".xy-chip", fieldset).reduce<Chip[]>((chips, label) => {
      const input = one<HTMLInputElement>("input", label);
      if (input) chips.push({ label, input, count: one(".xy-count", label) });
      return chips;
    }, []),
  }));
  const items: Item[] = all(".xy-item", list).map((element) => {
    const values: Record<string, string[]> = {};
    for (const facet of facets) values[facet.id] = ids(element.getAttribute("data-" + facet.id));
    return { element, values };
  });

  const toggle = make("button", "xy-facets__toggle");
  toggle.type = "button";
  toggle.setAttribute("aria-expanded", "false");
  form.setAttribute("data-folded", "");
  toggle.addEventListener("click", () => {
    const folded = form.hasAttribute("data-folded");
    if (folded) form.removeAttribute("data-folded");
    else form.setAttribute("data-folded", "");
    toggle.setAttribute("aria-expanded", String(folded));
  });
  form.insertBefore(toggle, form.firstChild);
  const foot = make("div", "xy-facets__foot");
  const reset = make("button", "", word("filter_reset"));
  reset.type = "reset";
  foot.appendChild(reset);
  form.appendChild(foot);

  for (const fieldset of all("[data-facet]", form)) {
    const extra = all(".xy-chip", fieldset).slice(SHOWN);
    if (extra.length + SHOWN <= MANY) continue;
    for (const chip of extra) chip.classList.add("is-extra");
    fieldset.setAttribute("data-folded", "");
    const more = make("button", "xy-facet__more", word("facet_more"));
    more.type = "button";
    more.addEventListener("click", () => {
      fieldset.removeAttribute("data-folded");
      fieldset.removeChild(more);
      one<HTMLInputElement>("input", extra[0])?.focus();
    });
    fieldset.appendChild(more);
  }

  function chosenNow(): Chosen {
    const chosen: Chosen = {};
    for (const facet of facets) {
      chosen[facet.id] = facet.chips.filter((chip) => chip.input.checked).map((chip) => chip.input.value);
    }
    return chosen;
  }

  function show(): Chosen {
    const chosen = chosenNow();
    let n = 0;
    for (const item of items) {
      const fits = matches(item.values, chosen);
      item.element.hidden = !fits;
      if (fits) n += 1;
    }
    for (const facet of facets) {
      const left = items.filter((item) => matches(item.values, chosen, facet.id));
      for (const chip of facet.chips) {
        const value = chip.input.value;
        const count = left.filter((item) => (item.values[facet.id] || []).indexOf(value) >= 0).length;
        if (chip.count) chip.count.textContent = String(count);
        if (count || chip.input.checked) chip.label.classList.remove("is-zero");
        else chip.label.classList.add("is-zero");
        if (chip.input.checked) chip.label.classList.add("is-on");
        else chip.label.classList.remove("is-on");
      }
    }
    const active = facets.reduce((sum, facet) => sum + (chosen[facet.id] || []).length, 0);
    toggle.textContent = word("filter") + (active ? " · " + active : "");
    foot.hidden = !active;
    if (found) {
      const text = (found.getAttribute("data-template") || "{n}").replace("{n}", String(n));
      if (found.textContent !== text) found.textContent = text;
    }
    if (empty) empty.hidden = n > 0;
    return chosen;
  }

  function fromAddress(): void {
    const chosen = readHash(window.location.hash);
    for (const facet of facets) {
      const wanted = chosen[facet.id] || [];
      for (const chip of facet.chips) chip.input.checked = wanted.indexOf(chip.input.value) >= 0;
    }
    show();
  }

  function toAddress(chosen: Chosen): void {
    const hash = writeHash(chosen);
    try {
      window.history.replaceState(null, "", hash || window.location.pathname + window.location.search);
    } catch {
      window.location.replace(hash || "#");
    }
  }

  form.addEventListener("change", () => toAddress(show()));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    window.setTimeout(() => {
      toAddress(show());
      facets[0]?.chips[0]?.input.focus();
    });
  });
  if (empty) {
    for (const button of all("button", empty)) {
      button.addEventListener("click", (event) => {
        event.preventDefault();
        form.reset();
      });
    }
  }
  window.addEventListener("hashchange", fromAddress);
  fromAddress();
}

export function startFacets(): void {
  for (const library of all("[data-library]")) start(library);
}
