/**
 * A quiz: a paper of questions, each checked by itself, a result at the end,
 * the wrong ones again or another paper. What is kept lies under ids, so that
 * edited or moved questions disturb nothing; one whose meaning changed is asked anew.
 */
import { all, focusOn, make, one, say, word } from "../dom";
import { random as letters } from "../record/store";
import { startClock, type Clock } from "./clock";
import { draw, type Form } from "./draw";
import { grade } from "./index";
import { readModel, startItem, type Item } from "./item";
import * as keep from "./keep";
import type { Grade, Model } from "./model";
import { passes, score } from "./passes";

interface Source extends Form {
  model: Model;
  /** The form as it was written, to be put into the page as often as it is asked. */
  clean: HTMLFormElement;
}

const SIMPLE: Record<string, boolean> = { reflection: true, survey: true };

function sources(section: HTMLElement): Source[] {
  const forms = all<HTMLFormElement>("form[data-q]", section);
  for (const template of all<HTMLTemplateElement>("template[data-form]", section)) {
    forms.push(...all<HTMLFormElement>("form[data-q]", template.content));
  }
  const found: Source[] = [];
  for (const form of forms) {
    const model = readModel(form);
    if (!model || SIMPLE[model.type]) continue;
    const { id, family, outcome, critical } = model;
    found.push({ id, family, outcome, critical, model, clean: form.cloneNode(true) as HTMLFormElement });
  }
  return found;
}

function count(section: HTMLElement, name: string): number | null {
  const value = Number(section.getAttribute("data-" + name));
  return value > 0 ? value : null;
}

export function startQuiz(section: HTMLElement): void {
  const quiz = section.getAttribute("data-quiz") || "";
  const bank = sources(section);
  if (!bank.length) return;
  const shown = all<HTMLFormElement>("form[data-q]", section).filter((form) => bank.some((source) => source.id === form.id));
  const mixes = section.getAttribute("data-shuffle") !== "no";
  const mark = Number(section.getAttribute("data-pass")) || 0;
  const limit = count(section, "attempts");
  const minutes = count(section, "minutes");
  const asked = make("div", "xy-asked");
  const result = make("div", "xy-result");
  let items: Item[] = [];
  let grades: Record<string, Grade> = {};
  let paper: keep.Paper = { seed: "", items: [], checked: [] };
  let clock: Clock | null = null;

  const first = shown[0];
  if (!first || !first.parentNode) return;
  first.parentNode.insertBefore(asked, first);
  for (const form of shown) form.remove();
  section.appendChild(result);
  result.setAttribute("role", "group");
  result.setAttribute("aria-label", word("q-result-title"));

  function byId(id: string): Source | undefined {
    return bank.filter((source) => source.id === id)[0];
  }
  function named(id: string): string {
    const source = byId(id);
    return `${id}@${source ? source.model.meaning : ""}`;
  }
  function idOf(item: string): string {
    return item.split("@")[0] || "";
  }

  /** Puts a paper into the page. `answers` are shown; those in `checked` are told again what was said of them. */
  function mount(next: keep.Paper, answers: Record<string, unknown>): void {
    paper = next;
    items = [];
    grades = {};
    asked.textContent = result.textContent = "";
    result.className = "xy-result";
    for (const id of paper.items.map(idOf)) {
      const source = byId(id);
      if (!source) continue;
      const form = source.clean.cloneNode(true) as HTMLFormElement;
      asked.appendChild(form);
      const item = startItem(form, mixes ? paper.seed : "");
      if (!item) continue;
      items.push(item);
      const answer = answers[id] === undefined ? keep.readDraft(source.model) : answers[id];
      if (answer !== null) item.show(answer);
      keep.keepWhileTyping(form, () => remember(item));
      item.onCheck((given) => checked(item, given));
      if (paper.checked.indexOf(id) >= 0) {
        grades[id] = grade(item.model, answer);
        item.check(true);
      }
    }
    label();
  }

  function remember(item: Item): void {
    if (item.form.classList.contains("is-checked")) return;
    if (clock) clock.begin();
    keep.keepDraft(item.model.id, item.model.meaning, item.answer());
    save();
  }

  function checked(item: Item, given: Grade): void {
    grades[item.model.id] = given;
    if (paper.checked.indexOf(item.model.id) >= 0) return;
    keep.keepDraft(item.model.id, item.model.meaning, item.answer());
    paper = { ...paper, checked: paper.checked.concat(item.model.id) };
    if (clock) clock.begin();
    save();
    label(item);
    if (open().length === 0) finish();
  }

  /** Keeps the paper, with the time it has taken: the longest that any page with it knows. */
  function save(): void {
    const spent = clock && clock.spent();
    keep.keepPaper(quiz, spent ? { ...paper, spent: keep.longest(keep.readPaper(quiz), paper.seed, spent) } : paper);
  }

  /** The time is up: what stands there is handed in. */
  function handIn(): void {
    for (const item of open()) item.check(true);
    focusOn(result);
  }

  function open(): Item[] {
    return items.filter((item) => !grades[item.model.id]);
  }

  /** What the button of each checked question leads to; after the last one, `now`, to the result. */
  function label(now: Item | null = null): void {
    const left = open();
    for (const item of items) {
      if (!grades[item.model.id]) continue;
      const at = items.indexOf(item);
      const next = left.filter((other) => items.indexOf(other) > at)[0] || left[0];
      if (next) item.next(word("q-next"), () => focusOn(one("legend", next.form) || next.form));
      else item.next(item === now ? word("q-result") : "", () => focusOn(result));
    }
  }

  function critical(): boolean {
    return items.every((item) => !item.model.critical || (grades[item.model.id] || { right: false }).right);
  }

  function finish(): void {
    const given = items.map((item) => grades[item.model.id]).filter((one): one is Grade => !!one);
    const answers: Record<string, unknown> = {};
    for (const item of items) answers[item.model.id] = item.answer();
    const passed = passes(given, critical(), mark);
    const time = clock && clock.spent();
    keep.keepAttempt(quiz, {
      paper: { seed: paper.seed, items: paper.items },
      answers,
      ...score(given),
      critical: critical(),
      passed,
      extra: (time && time.extra) || 0,
    });
    if (clock) clock.stop();
    keep.keepPaper(quiz, null);
    for (const item of items) keep.dropDraft(item.model.id);
    tell(passed);
  }

  function tell(passed: boolean): void {
    const wrong = items.filter((item) => !(grades[item.model.id] || { right: true }).right);
    const n = items.length;
    const title = make("h4", "", word("q-result-title"));
    result.textContent = "";
    result.className = "xy-result " + (passed ? "xy-result--passed" : "xy-result--open");
    result.appendChild(title);
    const how = passed ? "q-passed" : critical() ? "q-open" : "q-critical";
    result.appendChild(make("p", "", say("q-score", { n, k: n - wrong.length }) + word(how)));
    const { points, of } = score(items.map((item) => grades[item.model.id]).filter((one): one is Grade => !!one));
    const last = keep.readAttempts(quiz).slice(-1)[0];
    if (last && last.extra) result.appendChild(make("p", "", word("q-time-extra")));
    if (of !== n) result.appendChild(make("p", "", say("q-points", { points, of })));
    if (keep.readAttempts(quiz).some((attempt) => attempt.passed) && !passed) {
      result.appendChild(make("p", "", word("q-passed-before")));
    }
    if (wrong.length) {
      const list = make("ul", "xy-result__wrong");
      result.appendChild(make("p", "", word("q-review")));
      for (const item of wrong) {
        const link = make("a", "", one("legend", item.form)?.textContent || item.model.id);
        link.href = "#" + item.model.id;
        list.appendChild(make("li")).appendChild(link);
      }
      result.appendChild(list);
    }
    if (limit && keep.readAttempts(quiz).length >= limit) {
      result.appendChild(make("p", "", say("q-attempts", { n: limit })));
      return;
    }
    const foot = make("p", "xy-act");
    if (wrong.length && wrong.length < n) foot.appendChild(button("q-retry", () => again(wrong)));
    foot.appendChild(button("q-retake", () => again(items)));
    result.appendChild(foot);
  }

  function button(key: string, act: () => void): HTMLButtonElement {
    const made = make("button", "xy-again", word(key));
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  /** A new paper in which these questions are asked again, in other forms where there are any. */
  function again(which: Item[]): void {
    const used = items.map((item) => item.model.id);
    const seed = letters(8);
    const whole = which.length === items.length;
    const redo = which.map((item) => item.model.family);
    const from = whole ? bank : bank.filter((form) => redo.indexOf(form.family) >= 0);
    const fresh = draw(from, seed, whole ? count(section, "draw") : null, used);
    const answers: Record<string, unknown> = {};
    const kept = items.filter((item) => which.indexOf(item) < 0);
    for (const item of kept) answers[item.model.id] = item.answer();
    const ids = whole
      ? fresh
      : items.map((item) => {
          if (kept.indexOf(item) >= 0) return item.model.id;
          return fresh.filter((id) => byId(id)?.family === item.model.family)[0] || item.model.id;
        });
    for (const id of ids) if (answers[id] === undefined) keep.dropDraft(id);
    if (clock) clock.take(null);
    mount({ seed, items: ids.map(named), checked: kept.map((item) => item.model.id) }, answers);
    for (const item of kept) keep.keepDraft(item.model.id, item.model.meaning, answers[item.model.id]);
    save();
    const next = open()[0];
    if (next) focusOn(one("legend", next.form) || next.form);
  }

  if (minutes) {
    const box = make("div", "xy-clock");
    section.insertBefore(box, asked);
    clock = startClock(box, minutes, save, handIn);
    window.addEventListener("pagehide", () => {
      if (clock && clock.spent() && open().length) save();
    });
  }

  /** Where the reader left off: a paper begun, the last one done, or a new one. */
  function resume(): void {
    const begun = keep.readPaper(quiz);
    const attempts = keep.readAttempts(quiz);
    const last = attempts[attempts.length - 1];
    const from = begun || (last ? { ...last.paper, checked: last.paper.items.map(idOf) } : null);
    const there = from ? from.items.filter((item) => byId(idOf(item))) : [];
    if (clock) clock.take((begun && begun.spent) || null);
    if (!from || !there.length) {
      mount({ seed: letters(8), items: shown.map((form) => named(form.id)), checked: [] }, {});
      return;
    }
    const answers: Record<string, unknown> = {};
    const same = there.filter((item) => keep.stillAsks(byId(idOf(item))!.model, item.split("@")[1])).map(idOf);
    for (const id of same) {
      const answer = begun ? keep.readDraft(byId(id)!.model) : last && last.answers[id];
      if (answer !== undefined && (answer !== null || !begun)) answers[id] = answer; // null: handed in without one
    }
    const checked = from.checked.filter((id) => same.indexOf(id) >= 0 && answers[id] !== undefined);
    mount({ seed: from.seed, items: there.map((item) => named(idOf(item))), checked }, answers);
    if (!open().length) tell(begun ? passes(Object.keys(grades).map((id) => grades[id]!), critical(), mark) : !!last && last.passed);
    else if (!begun) result.appendChild(make("p", "", word("q-changed")));
  }
  resume();
}
