/** What a learner has done, worked out from the record. No page, no clock: both are given. */
import type { Entry, Store } from "../record/store";
import { field } from "../record/json";

export type PartName = "reading" | "cases" | "quiz" | "task";
export const PARTS: readonly PartName[] = ["reading", "cases", "quiz", "task"];

export interface Unit {
  id: string;
  code: string;
  title: string;
  minutes: Partial<Record<PartName, number>>;
}

export interface Course {
  id: string;
  title: string;
  core: string[];
  tracks: Record<string, string[]>;
  units: Unit[];
}

/** First and last day, ISO. */
export interface Term {
  begins: string;
  ends: string;
}

export interface Role {
  id: string;
  name: string;
}

export interface Hours {
  readings: number[];
  default: number;
  /** Class hours a term; 0 where nothing is known. */
  needed: number;
  says: string;
  terms: Term[];
}

export interface UnitState {
  done: PartName[];
  of: number;
  whole: boolean;
  /** The day the last part was done, as this device's clock had it. */
  day: string;
}

export function partsOf(unit: Unit): PartName[] {
  return PARTS.filter((part) => unit.minutes[part]);
}

export function minutesOf(unit: Unit): number {
  return partsOf(unit).reduce((sum, part) => sum + (unit.minutes[part] || 0), 0);
}

export function partKey(unit: string, part: PartName): string {
  return `unit/${unit}/${part}`;
}

/** The states of many units in one pass over the record. */
export function unitStates(store: Store, units: readonly Unit[]): Map<string, UnitState> {
  const done = new Map<string, Entry>();
  for (const entry of store.all("unit/")) if (field(entry.value, "done") === true) done.set(entry.key, entry);
  const out = new Map<string, UnitState>();
  for (const unit of units) {
    const parts = partsOf(unit);
    const there = parts.filter((part) => done.has(partKey(unit.id, part)));
    const days = there.map((part) => done.get(partKey(unit.id, part))!.at.slice(0, 10)).sort();
    const whole = parts.length > 0 && there.length === parts.length;
    out.set(unit.id, { done: there, of: parts.length, whole, day: days[days.length - 1] || "" });
  }
  return out;
}

/** Finished units of which a part was done after the last copy of the record was made. Counters decide, not the clock. */
export function uncopied(store: Store, units: readonly Unit[], states: Map<string, UnitState>): number {
  const copy = store.all("backup").reduce((n, entry) => Math.max(n, entry.n), 0);
  const later = store.all("unit/").filter((entry) => entry.n > copy);
  return units.filter((unit) => {
    const state = states.get(unit.id);
    return state !== undefined && state.whole && later.some((entry) => partsOf(unit).some((part) => entry.key === partKey(unit.id, part)));
  }).length;
}

/** The units of a learner's path: for everyone, then for the role. */
export function pathOf(course: Course, role: string): Unit[] {
  const ids = course.core.concat((Object.prototype.hasOwnProperty.call(course.tracks, role) && course.tracks[role]) || []);
  return ids.map((id) => course.units.filter((unit) => unit.id === id)[0]).filter((unit): unit is Unit => unit !== undefined);
}

/** Where to go on: the unit begun last and not finished, else the first that is not finished. */
export function goOn(store: Store, path: readonly Unit[], states: Map<string, UnitState>): { unit: Unit; part: PartName | null } | null {
  const open = path.filter((unit) => !states.get(unit.id)?.whole);
  let last: Entry | null = null;
  for (const entry of store.all("seen/")) {
    if (open.some((unit) => "seen/" + unit.id === entry.key) && (!last || entry.n > last.n)) last = entry;
  }
  const begun = last && open.filter((unit) => "seen/" + unit.id === last!.key)[0];
  const part = begun && PARTS.filter((name) => name === field(last!.value, "part"))[0];
  const unit = begun || open[0];
  return unit ? { unit, part: part || null } : null;
}

/** Class hours to one tenth, never rounded up. */
export function classHours(minutes: number, reading: number): number {
  return Math.floor((minutes * 10) / reading) / 10;
}

/** The first day of the term of a day (both ISO): the school's own terms, else August or February. */
export function termStart(day: string, terms: readonly Term[]): string {
  const named = terms.filter((term) => term.begins <= day && day <= term.ends)[0];
  if (named) return named.begins;
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7));
  if (month >= 8) return `${year}-08-01`;
  return month >= 2 ? `${year}-02-01` : `${year - 1}-08-01`;
}

export interface Sum {
  units: number;
  minutes: number;
}

/** Units finished since a day, and their minutes. */
export function sumSince(day: string, units: readonly Unit[], states: Map<string, UnitState>): Sum {
  const done = units.filter((unit) => {
    const state = states.get(unit.id);
    return state !== undefined && state.whole && state.day >= day;
  });
  return { units: done.length, minutes: done.reduce((sum, unit) => sum + minutesOf(unit), 0) };
}
