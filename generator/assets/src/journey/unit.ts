/** A unit page: its parts with their marks, a quiet finish, and what is next. */
import { all, make, one } from "../dom";
import { place, type Place } from "../live";
import { field } from "../record/json";
import { store, type Store } from "../record/store";
import { pageUrl } from "./course";
import { healthLine, risk } from "./shelter";
import { classHours, goOn, partKey, pathOf, unitStates, type Course, type Hours, type PartName } from "./progress";

interface Data {
  unit: string;
  parts: PartName[];
  minutes: number;
  course: Course | null;
  hours: Hours;
  my: string;
}

/** A reading counts as read when its end and this share of its blocks have been in view. */
const READ_SHARE = 0.7;

export function startUnit(): void {
  const here = place<Data>("unit");
  if (!here || !here.data.parts.length) return;
  const record = store();
  const sections = new Map<PartName, HTMLElement[]>();
  for (const part of here.data.parts) sections.set(part, contents(part));
  const ticks = new Map<PartName, HTMLInputElement>();
  for (const part of ["reading", "task"] as PartName[]) {
    const inside = sections.get(part);
    if (inside && inside.length) ticks.set(part, addTick(here, part, inside[inside.length - 1]!));
  }
  const bar = addBar(here, record);
  const finish = addFinish(here, ticks.get("task") || null, sections.get("task") || []);
  let wasWhole: boolean | null = null;

  const isDone = (part: PartName): boolean => field(record.get(partKey(here.data.unit, part)), "done") === true;

  function draw(): void {
    const done = here!.data.parts.filter(isDone);
    bar(done);
    ticks.forEach((tick, part) => {
      tick.checked = isDone(part);
    });
    const whole = done.length === here!.data.parts.length;
    if (whole !== wasWhole) finish(whole, wasWhole === false);
    wasWhole = whole;
  }

  /** Cases and quiz are done by what the record holds of them. */
  function collect(): void {
    for (const part of ["cases", "quiz"] as PartName[]) {
      if (here!.data.parts.indexOf(part) < 0 || isDone(part)) continue;
      if (part === "cases" ? casesEnded(record, sections.get(part) || []) : quizPassed(record, sections.get(part) || [])) {
        record.put(partKey(here!.data.unit, part), { done: true });
      }
    }
  }

  ticks.forEach((tick, part) => {
    tick.addEventListener("change", () => record.put(partKey(here.data.unit, part), tick.checked ? { done: true } : null));
  });
  record.onChange(() => {
    collect();
    draw();
  });
  collect();
  draw();
  watchReading(sections.get("reading") || [], () => {
    if (!isDone("reading")) record.put(partKey(here.data.unit, "reading"), { done: true });
  });
  watchPlace(here, record);
}

/** The elements between a part's heading and the next one, or what surrounds the text. */
function contents(part: PartName): HTMLElement[] {
  const out: HTMLElement[] = [];
  const heading = document.getElementById(part);
  for (let next = heading && heading.nextElementSibling; next; next = next.nextElementSibling) {
    if (next.tagName === "H2" || (next.matches && next.matches(".xy-sources, .xy-related, .xy-help, .xy-around"))) break;
    if (next instanceof HTMLElement) out.push(next);
  }
  return out;
}

function addTick(here: Place<Data>, part: PartName, after: HTMLElement): HTMLInputElement {
  const label = make("label", "xy-done");
  const tick = make("input");
  tick.type = "checkbox";
  label.appendChild(tick);
  label.appendChild(make("span", "", here.say("journey-mark-" + part)));
  after.parentNode!.insertBefore(label, after.nextSibling);
  return tick;
}

function marked(inside: HTMLElement[], attribute: string): string[] {
  const found: HTMLElement[] = [];
  for (const element of inside) found.push(...(element.hasAttribute(attribute) ? [element] : []), ...all(`[${attribute}]`, element));
  return found.map((element) => element.getAttribute(attribute) || "");
}

function casesEnded(record: Store, inside: HTMLElement[]): boolean {
  const cases = marked(inside, "data-case");
  return cases.length > 0 && cases.every((id) => record.all(`case/${id}/`).some((entry) => field(entry.value, "ending")));
}

function quizPassed(record: Store, inside: HTMLElement[]): boolean {
  const quizzes = marked(inside, "data-quiz");
  return quizzes.length > 0 && quizzes.every((id) => record.all(`attempt/${id}/`).some((entry) => field(entry.value, "passed") === true));
}

/** Marks on the list of parts, a bar over it. */
function addBar(here: Place<Data>, record: Store): (done: PartName[]) => void {
  const { parts } = here.data;
  const head = make("div", "xy-steps-head");
  const words = make("p", "xy-progress__words");
  words.id = "xy-progress";
  const bar = make("progress", "xy-progress");
  bar.max = parts.length;
  bar.setAttribute("aria-labelledby", words.id);
  head.appendChild(words);
  head.appendChild(bar);
  here.at.insertBefore(head, here.at.firstChild);
  here.at.appendChild(healthLine(record, here));
  const marks = new Map<PartName, HTMLElement>();
  for (const part of parts) {
    const link = one<HTMLAnchorElement>(`a[href="#${part}"]`, here.at);
    if (!link || !link.parentElement) continue;
    const mark = make("span", "xy-mark");
    link.parentElement.appendChild(mark);
    marks.set(part, mark);
  }
  return (done) => {
    bar.value = done.length;
    words.textContent = here.say("journey-progress", { n: done.length, of: parts.length });
    marks.forEach((mark, part) => {
      const is = done.indexOf(part) >= 0;
      mark.textContent = is ? here.say("journey-done") : "";
      mark.parentElement!.setAttribute("data-state", is ? "done" : "new");
    });
  };
}

/** What stands at the end of a finished unit. Said to screen readers once, without moving anybody. */
function addFinish(here: Place<Data>, tick: HTMLElement | null, inside: HTMLElement[]): (whole: boolean, now: boolean) => void {
  const box = make("section", "xy-finish");
  const title = make("h2", "", here.say("journey-finish-title"));
  title.id = "finish";
  box.setAttribute("aria-labelledby", title.id);
  const live = make("p", "xyt-sr");
  live.setAttribute("role", "status");
  const after = (tick && tick.parentElement) || inside[inside.length - 1] || here.at;
  after.parentNode!.insertBefore(box, after.nextSibling);
  after.parentNode!.insertBefore(live, box);
  box.hidden = true;
  return (whole, now) => {
    box.hidden = !whole;
    live.textContent = whole && now ? here.say("journey-finish-title") : "";
    if (!whole) return;
    box.textContent = "";
    box.appendChild(title);
    const reading = here.data.hours.default;
    const hours = classHours(here.data.minutes, reading);
    box.appendChild(make("p", "", here.say("journey-finish-text", { minutes: here.data.minutes, reading, hours })));
    const record = store();
    const health = record.health;
    if (health === "kept" || health === "foreign") box.appendChild(keepLine(here, record));
    const course = here.data.course;
    if (!course) return;
    const to = goOn(record, pathOf(course, String(record.get("role") || "")), unitStates(record, course.units));
    const row = make("p", "xy-journey__next");
    if (to) {
      const link = make("a", "xy-next", here.say("journey-finish-next", { unit: `${to.unit.code} ${to.unit.title}` }));
      link.href = pageUrl(to.unit.id);
      row.appendChild(link);
    }
    const back = make("a", "xy-again", here.say(to ? "journey-finish-course" : "journey-all-done"));
    back.href = pageUrl(course.id);
    row.appendChild(back);
    box.appendChild(row);
  };
}

/** Where the record lies, why it might vanish, and the way to a copy. */
function keepLine(here: Place<Data>, record: Store): HTMLElement {
  const line = make("p", "xy-keep");
  const danger = risk();
  const saved = record.get("backup");
  const text = here.say("journey-keep") + (danger ? here.say("journey-keep-" + danger) : "");
  line.appendChild(document.createTextNode(text + " "));
  if (here.data.my) {
    const link = make("a", "", here.say(saved ? "journey-keep-again" : "journey-keep-link"));
    link.href = pageUrl(here.data.my) + "#copy";
    line.appendChild(link);
  }
  return line;
}

/** Calls once when the reading's end and most of it have been in view. Jumping past it is not reading. */
function watchReading(inside: HTMLElement[], read: () => void): void {
  const last = inside[inside.length - 1];
  if (!last || !("IntersectionObserver" in window)) return;
  const seen = new Set<Element>();
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) seen.add(entry.target);
    if (!seen.has(last) || seen.size < inside.length * READ_SHARE) return;
    watcher.disconnect();
    read();
  });
  for (const element of inside) watcher.observe(element);
}

/** Remembers which part was last at the top of the screen. */
function watchPlace(here: Place<Data>, record: Store): void {
  if (!("IntersectionObserver" in window)) return;
  const key = "seen/" + here.data.unit;
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (entry.isIntersecting && field(record.get(key), "part") !== entry.target.id) record.put(key, { part: entry.target.id });
      }
    },
    { rootMargin: "0px 0px -50% 0px" },
  );
  for (const part of here.data.parts) {
    const heading = document.getElementById(part);
    if (heading) watcher.observe(heading);
  }
}
