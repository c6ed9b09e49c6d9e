/** Order: steps are moved with buttons, up and down. Numbers to write remain on paper and without a script. */
import { all, make, one, say, word } from "../dom";
import { shuffle } from "./draw";
import { gradeParts, texts, type Behaviour, type Told } from "./model";

function sameThings(some: unknown[], others: string[]): boolean {
  if (some.length !== others.length || !some.every((thing) => typeof thing === "string")) return false;
  const sorted = others.slice().sort();
  return (some.slice() as string[]).sort().every((thing, at) => thing === sorted[at]);
}

function steps(form: HTMLElement): HTMLElement[] {
  return all(".xy-options > li", form);
}

function ids(form: HTMLElement): string[] {
  return steps(form).map((row) => row.getAttribute("data-step") || "");
}

function words(row: HTMLElement): string {
  return one(".xy-step__text", row)?.textContent || "";
}

/** Numbers, and which buttons have nowhere to go. */
function number(form: HTMLElement): void {
  const rows = steps(form);
  rows.forEach((row, at) => {
    const place = one(".xy-step__n", row);
    if (place) place.textContent = String(at + 1);
    const [up, down] = all("button", row);
    if (up) up.setAttribute("aria-disabled", String(at === 0));
    if (down) down.setAttribute("aria-disabled", String(at === rows.length - 1));
  });
}

function arrange(form: HTMLElement, order: string[]): void {
  const list = one(".xy-options", form);
  if (!list) return;
  for (const id of order) {
    const row = steps(form).filter((step) => step.getAttribute("data-step") === id)[0];
    if (row) list.appendChild(row);
  }
  number(form);
}

function button(key: string, text: string): HTMLButtonElement {
  const made = make("button", `xy-step__go xy-step__go--${key}`);
  made.type = "button";
  made.setAttribute("aria-label", say(key === "up" ? "q-up" : "q-down", { text }));
  return made;
}

export const order: Behaviour = {
  grade(model, answer) {
    const key = texts(model["key"]);
    const whole = Array.isArray(answer) && sameThings(answer, key);
    const parts: Record<string, boolean> = {};
    key.forEach((id, at) => (parts[id] = whole && (answer as unknown[])[at] === id));
    return gradeParts(parts, model["scoring"]);
  },
  read: ids,
  show(form, model, answer) {
    const given = texts(answer);
    if (sameThings(given, texts(model["key"]))) arrange(form, given);
  },
  tell(form, model) {
    const key = texts(model["key"]);
    return steps(form).map((row, at): Told => {
      const id = row.getAttribute("data-step") || "";
      const right = key[at] === id;
      const told: Told = { at: row, option: id, how: right ? "right" : "wrong" };
      return right ? told : { ...told, words: say("q-place", { n: key.indexOf(id) + 1 }) };
    });
  },
  start(form, model, seed) {
    const list = one(".xy-options", form);
    const live = make("p", "xyt-sr");
    live.setAttribute("role", "status");
    form.appendChild(live);
    if (list) list.classList.add("xy-steps-order");
    const hint = one(".xy-hint", form);
    if (hint) hint.textContent = word("q-order");
    for (const row of steps(form)) {
      const label = one("label", row);
      const text = one("label > span", row)?.textContent || "";
      if (label) label.remove();
      const face = make("div", "xy-step");
      face.appendChild(make("span", "xy-step__n"));
      face.appendChild(make("span", "xy-step__text", text));
      face.appendChild(button("up", text));
      face.appendChild(button("down", text));
      row.insertBefore(face, row.firstChild);
    }
    const key = texts(model["key"]);
    if (seed) {
      const mixed = shuffle(ids(form).sort(), `${seed}/${model.id}`);
      if (mixed.join() === key.join()) mixed.push(mixed.shift() || "");
      arrange(form, mixed);
    } else number(form);
    form.addEventListener("click", (event) => {
      const pressed = event.target instanceof Element ? event.target.closest<HTMLElement>(".xy-step__go") : null;
      const row = pressed && pressed.closest("li");
      if (!pressed || !row || form.classList.contains("is-checked")) return;
      const up = pressed.classList.contains("xy-step__go--up");
      const other = up ? row.previousElementSibling : row.nextElementSibling;
      if (!other || !row.parentNode) return;
      row.parentNode.insertBefore(up ? row : other, up ? other : row);
      number(form);
      pressed.focus({ preventScroll: true });
      live.textContent = say("q-moved", { text: words(row), n: ids(form).indexOf(row.getAttribute("data-step") || "") + 1 });
      form.dispatchEvent(new Event("change"));
    });
  },
};
