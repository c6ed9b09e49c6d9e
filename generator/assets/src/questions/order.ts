/** Order: steps are moved with buttons, up and down. Numbers to write remain on paper and without a script. */
import { make, one, say, word } from "../dom";
import { shuffle } from "./draw";
import { gradeParts, texts, type Behaviour, type Told } from "./model";
import { arrange, makeMovable, rows } from "./steps";

function sameThings(some: unknown[], others: string[]): boolean {
  if (some.length !== others.length || !some.every((thing) => typeof thing === "string")) return false;
  const sorted = others.slice().sort();
  return (some.slice() as string[]).sort().every((thing, at) => thing === sorted[at]);
}

function steps(form: HTMLElement): HTMLElement[] {
  const list = one(".xy-options", form);
  return list ? rows(list) : [];
}

function idOf(row: HTMLElement): string {
  return row.getAttribute("data-step") || "";
}

function put(form: HTMLElement, order: string[]): void {
  const list = one(".xy-options", form);
  const there = steps(form);
  if (list) arrange(list, order.map((id) => there.filter((row) => idOf(row) === id)[0]).filter((row): row is HTMLElement => !!row));
}

export const order: Behaviour = {
  grade(model, answer) {
    const key = texts(model["key"]);
    const whole = Array.isArray(answer) && sameThings(answer, key);
    const parts: Record<string, boolean> = {};
    key.forEach((id, at) => (parts[id] = whole && (answer as unknown[])[at] === id));
    return gradeParts(parts, model["scoring"]);
  },
  read: (form) => steps(form).map(idOf),
  show(form, model, answer) {
    const given = texts(answer);
    if (sameThings(given, texts(model["key"]))) put(form, given);
  },
  tell(form, model) {
    const key = texts(model["key"]);
    return steps(form).map((row, at): Told => {
      const id = idOf(row);
      const right = key[at] === id;
      const told: Told = { at: row, option: id, how: right ? "right" : "wrong" };
      return right ? told : { ...told, words: say("q-place", { n: key.indexOf(id) + 1 }) };
    });
  },
  start(form, model, seed) {
    const list = one(".xy-options", form);
    if (!list) return;
    const live = make("p", "xyt-sr");
    live.setAttribute("role", "status");
    form.appendChild(live);
    const hint = one(".xy-hint", form);
    if (hint) {
      hint.classList.add("xy-onpaper"); // what to do with a pencil stays for the printer
      const how = make("p", "xy-hint xy-onscreen", word("q-order"));
      hint.parentNode!.insertBefore(how, hint);
    }
    makeMovable(list, live, () => form.dispatchEvent(new Event("change")));
    if (!seed) return;
    const key = texts(model["key"]);
    const mixed = shuffle(steps(form).map(idOf).sort(), `${seed}/${model.id}`);
    if (mixed.join() === key.join()) mixed.push(mixed.shift() || "");
    put(form, mixed);
  },
};
