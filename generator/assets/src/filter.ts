/** The result list's filters: kinds of page and readers. Values of one filter add up, the two narrow each other. */

import { make } from "./make";
import type { Table } from "./query";
import type { Hit } from "./rank";

const FEW = 4; // so few hits need no filter

type Name = "kind" | "audience";
const NAMES: readonly Name[] = ["kind", "audience"];

/** What a page is, as the filter `name` sees it; an empty reader stands for everyone. */
function valueOf(name: Name, page: number, { data }: Table): string {
  return name === "kind" ? data.kinds[data.kind[page]!]! : data.readers[data.for[page]!]!;
}

/** Keeps what was chosen from one query to the next, as long as the new hits have it. */
export class Filter {
  private readonly strings: Readonly<Record<string, string>>;
  private readonly chosen: Record<Name, Set<string>> = { kind: new Set(), audience: new Set() };
  private open = false;

  constructor(strings: Readonly<Record<string, string>>) {
    this.strings = strings;
  }

  /** The hits that the choice leaves. Urgent pages that lead are never filtered away. */
  left(hits: readonly Hit[], table: Table, except?: Name): Hit[] {
    return hits.filter((hit) => hit.lead || NAMES.every((name) => name === except || this.fits(name, hit.page, table)));
  }

  private fits(name: Name, page: number, table: Table): boolean {
    const value = valueOf(name, page, table);
    return !this.chosen[name].size || this.chosen[name].has(value) || (name === "audience" && !value);
  }

  /** Draws the chips for these hits; `change` is called when the choice changes. */
  draw(into: HTMLElement, hits: readonly Hit[], table: Table, change: () => void): void {
    const values = (name: Name): string[] => {
      const found = new Set(hits.map((hit) => valueOf(name, hit.page, table)).filter(Boolean));
      return (name === "kind" ? table.data.kinds : table.data.readers).filter((value) => found.has(value));
    };
    for (const name of NAMES) {
      const known = new Set(values(name));
      this.chosen[name].forEach((value) => known.has(value) || this.chosen[name].delete(value));
    }
    const facets = NAMES.filter((name) => values(name).length > 1);
    if (hits.length < FEW || !facets.length) {
      NAMES.forEach((name) => this.chosen[name].clear());
      return;
    }
    const box = into.appendChild(make("details", "xy-hits__filter"));
    box.open = this.open;
    box.addEventListener("toggle", () => (this.open = box.open));
    const summary = box.appendChild(make("summary"));
    const chips: (() => void)[] = [];
    const update = (): void => {
      const active = NAMES.reduce((sum, name) => sum + this.chosen[name].size, 0);
      summary.textContent = (this.strings["filter"] ?? "") + (active ? ` · ${active}` : "");
      reset.hidden = !active;
      chips.forEach((chip) => chip());
    };
    for (const name of facets) {
      const field = box.appendChild(make("fieldset", "xy-facet"));
      field.setAttribute("data-facet-name", name);
      field.appendChild(make("legend", "", this.strings[`facet-${name}`] ?? name));
      for (const value of values(name)) chips.push(this.chip(field, name, value, hits, table, () => (update(), change())));
    }
    const reset = box.appendChild(make("button", "xy-facet__more", this.strings["filter_reset"] ?? ""));
    reset.type = "button";
    reset.addEventListener("click", () => {
      NAMES.forEach((name) => this.chosen[name].clear());
      update();
      change();
      summary.focus();
    });
    update();
  }

  /** One chip; gives what brings it up to date. */
  private chip(field: HTMLElement, name: Name, value: string, hits: readonly Hit[], table: Table, change: () => void): () => void {
    const label = field.appendChild(make("label", "xy-chip"));
    const input = label.appendChild(make("input"));
    input.type = "checkbox";
    input.value = value;
    const word = this.strings[name === "kind" ? `kind-${value}` : `audience-${value}`];
    label.appendChild(make("span", "", word ?? value));
    const count = label.appendChild(make("span", "xy-count"));
    input.addEventListener("change", () => {
      if (input.checked) this.chosen[name].add(value);
      else this.chosen[name].delete(value);
      change();
    });
    return () => {
      input.checked = this.chosen[name].has(value);
      const n = this.left(hits, table, name).filter((hit) => valueOf(name, hit.page, table) === value).length;
      count.textContent = String(n);
      label.classList.toggle("is-zero", !n && !input.checked);
    };
  }
}
