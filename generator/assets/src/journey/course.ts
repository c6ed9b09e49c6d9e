/** A course page: the learner's post, the path and its states, hours this term, where to go on. */
import { all, make, one, root } from "../dom";
import { dayWords, place, type Place } from "../live";
import { minute, store, type Store } from "../record/store";
import { healthLine, risk } from "./shelter";
import { classHours, goOn, pathOf, sumSince, termStart, uncopied, unitStates, type Course, type Hours, type Role, type UnitState } from "./progress";

interface Data {
  course: Course;
  roles: Role[];
  hours: Hours;
  my: string;
}

export function pageUrl(id: string): string {
  return (root.getAttribute("data-xy-root") || "./") + id + ".html";
}

export function startCourse(): void {
  const here = place<Data>("course");
  if (here) show(here, store());
}

function show(here: Place<Data>, record: Store): void {
  const { course, hours } = here.data;
  const box = make("section", "xy-journey");
  const title = make("h2", "", here.say("journey-title"));
  title.id = "journey";
  box.setAttribute("aria-labelledby", title.id);
  box.appendChild(title);
  box.appendChild(healthLine(record, here));
  const { field, choose } = roleField(here);
  box.appendChild(field);
  const note = make("p", "xy-hint");
  box.appendChild(note);
  const next = make("p", "xy-journey__next");
  box.appendChild(next);
  const keep = make("p", "xy-keep");
  box.appendChild(keep);
  const sums = make("div", "xy-hours");
  here.at.insertBefore(box, here.at.firstChild);

  const others = make("details", "xy-fold");
  others.appendChild(make("summary", "", here.say("journey-other-roles")));
  here.at.appendChild(others);
  here.at.appendChild(sums);

  function draw(): void {
    const role = String(record.get("role") || "");
    choose.value = here.data.roles.some((one) => one.id === role) ? role : "";
    const path = pathOf(course, role);
    const states = unitStates(record, course.units);
    note.textContent = here.say(role && !(course.tracks[role] || []).length ? "journey-role-core" : "journey-role-hint");
    arrange(role);
    for (const item of all("[data-unit]", here.at)) mark(here, item, states.get(item.getAttribute("data-unit") || ""));
    const to = goOn(record, path, states);
    next.textContent = "";
    if (to) {
      const state = states.get(to.unit.id);
      const begun = to.part !== null || (state !== undefined && state.done.length > 0);
      const link = make("a", "xy-next", here.say(begun ? "journey-continue" : "journey-start", { unit: `${to.unit.code} ${to.unit.title}` }));
      link.href = pageUrl(to.unit.id) + (to.part ? "#" + to.part : "");
      next.appendChild(link);
      if (to.part) next.appendChild(make("span", "xy-hint", here.say("journey-continue-at", { part: here.say("journey-part-" + to.part) })));
    } else {
      next.appendChild(make("strong", "", here.say("journey-all-done")));
    }
    remind(here, record, keep, uncopied(record, course.units, states));
    sums.textContent = "";
    sums.appendChild(hoursBlock(here, hours, course, states));
    if (here.data.my) {
      const link = make("a", "", here.say("journey-my"));
      link.href = pageUrl(here.data.my);
      const line = make("p");
      line.appendChild(link);
      sums.appendChild(line);
    }
  }

  /** Tracks of other posts go below, folded. */
  function arrange(role: string): void {
    for (const list of all("[data-track]", here.at)) {
      if (list.getAttribute("data-track") === role) here.at.insertBefore(list, others);
      else others.appendChild(list);
    }
    others.hidden = !one("[data-track]", others);
  }

  choose.addEventListener("change", () => record.put("role", choose.value || null));
  record.onChange(draw);
  draw();
}

/** A quiet line while finished units lie in this browser alone. Where nothing is kept at all, the health line speaks. */
function remind(here: Place<Data>, record: Store, line: HTMLElement, units: number): void {
  const kept = record.health === "kept" || record.health === "foreign";
  line.textContent = "";
  line.hidden = !units || !kept || !here.data.my;
  if (line.hidden) return;
  const danger = risk();
  line.appendChild(document.createTextNode(here.say("journey-uncopied", { n: units }) + (danger ? here.say("journey-keep-" + danger) : "") + " "));
  const link = make("a", "", here.say(record.get("backup") ? "journey-keep-again" : "journey-keep-link"));
  link.href = pageUrl(here.data.my) + "#copy";
  line.appendChild(link);
}

function roleField(here: Place<Data>): { field: HTMLElement; choose: HTMLSelectElement } {
  const field = make("p", "xy-field");
  const label = make("label", "", here.say("journey-role"));
  const choose = make("select");
  choose.id = "journey-role";
  label.htmlFor = choose.id;
  for (const { id, name } of [{ id: "", name: here.say("journey-role-none") }].concat(here.data.roles)) {
    const option = make("option", "", name);
    option.value = id;
    choose.appendChild(option);
  }
  field.appendChild(label);
  field.appendChild(choose);
  return { field, choose };
}

/** The words for a unit's state. */
export function stateWords(here: Place<unknown>, state: UnitState): string {
  if (state.whole) return here.say("journey-state-done", { day: dayWords(state.day) });
  if (!state.done.length) return here.say("journey-state-new");
  const parts = state.done.map((part) => here.say("journey-part-" + part)).join(here.say("list-comma"));
  return here.say("journey-state-part", { n: state.done.length, of: state.of, parts });
}

function mark(here: Place<unknown>, item: HTMLElement, state: UnitState | undefined): void {
  if (!state) return;
  const line = one(".xy-item__state", item) || item.appendChild(make("p", "xy-item__state"));
  line.setAttribute("data-state", state.whole ? "done" : state.done.length ? "part" : "new");
  line.textContent = stateWords(here, state);
}

/** Hours done this term in each reading of a class hour, what a term needs, and who says so. */
export function hoursBlock(here: Place<unknown>, hours: Hours, course: Course, states: Map<string, UnitState>): HTMLElement {
  const box = make("div");
  const since = termStart(minute(new Date()).slice(0, 10), hours.terms);
  const sum = sumSince(since, course.units, states);
  box.appendChild(make("h3", "", here.say("journey-hours")));
  box.appendChild(make("p", "", here.say(sum.units ? "journey-sum" : "journey-sum-none", { day: dayWords(since), n: sum.units, minutes: sum.minutes })));
  if (hours.says) box.appendChild(make("p", "", hours.says));
  if (!sum.units) return box;
  const table = make("table", "xy-hours__table");
  const head = table.createTHead().insertRow();
  const columns = hours.needed ? ["reading", "done", "left"] : ["reading", "done"];
  for (const column of columns) {
    const cell = make("th", "", here.say("journey-th-" + column, { n: hours.needed }));
    cell.scope = "col";
    head.appendChild(cell);
  }
  const rows = table.createTBody();
  for (const reading of hours.readings) {
    const row = rows.insertRow();
    const name = make("th", "", here.say(reading === hours.default ? "journey-reading-here" : "journey-reading", { n: reading }));
    name.scope = "row";
    row.appendChild(name);
    const done = classHours(sum.minutes, reading);
    row.insertCell().textContent = String(done);
    if (!hours.needed) continue;
    const left = Math.round((hours.needed - done) * 10) / 10;
    row.insertCell().textContent = left > 0 ? String(left) : here.say("journey-enough");
  }
  box.appendChild(table);
  return box;
}
