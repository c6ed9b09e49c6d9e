/** A place of the page that a script fills: its data and words stand beside it (model/blocks.py: Live). */
import { one, root, words } from "./dom";

export interface Place<T> {
  at: HTMLElement;
  data: T;
  /** A word of the page, its {fields} filled. */
  say(key: string, values?: Record<string, string | number>): string;
}

export function place<T>(name: string): Place<T> | null {
  const at = one(`[data-live="${name}"]`);
  const script = at && one("script", at);
  if (!at || !script) return null;
  const parsed = JSON.parse(script.textContent || "{}") as { data: T; words: Record<string, string> };
  return {
    at,
    data: parsed.data,
    say: (key, values) => fill(parsed.words[key] ?? words()[key] ?? key, values),
  };
}

export function fill(text: string, values: Record<string, string | number> = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}

/** An ISO day (or minute) as people write it in the page's language. */
export function dayWords(iso: string): string {
  const [year, month, day] = iso.slice(0, 10).split("-").map(Number);
  if (!year || !month || !day) return iso.slice(0, 10);
  if (/^zh/.test(root.lang)) return `${year}年${month}月${day}日`;
  return new Date(Date.UTC(year, month - 1, day)).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
}
