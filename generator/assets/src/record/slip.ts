/** The completion slip: what of a record a school may register. Format: docs/formats/slip.md. */
import { minutesOf, unitStates, type Course } from "../journey/progress";
import { canonical, field, isWhole } from "./json";
import { sha256, utf8 } from "./sha256";
import type { Store } from "./store";

export interface SlipQuiz {
  id: string;
  points: number;
  of: number;
  passed: boolean;
  attempts: number;
}

export interface SlipUnit {
  id: string;
  code: string;
  minutes: number;
  /** The day its last part was done, by that device's clock. */
  finished: string;
  quizzes: SlipQuiz[];
}

export interface Slip {
  format: "xinyu-slip";
  version: 1;
  /** Unlike any other slip's, so that one that comes twice is counted once. */
  id: string;
  date: string;
  name?: string;
  role?: string;
  course: string;
  /** Minutes of one class hour, as the site counts. */
  class_hour: number;
  minutes: number;
  mode: "self-study";
  units: SlipUnit[];
  sha256: string;
}

export interface Person {
  name: string;
  date: string;
}

/** The finished units of a course; the best attempt of each quiz. */
export function makeSlip(
  record: Store, course: Course, quizzes: Record<string, [string, string]>, classHour: number, person: Person, id: string,
): Slip {
  const states = unitStates(record, course.units);
  const units = course.units.filter((unit) => states.get(unit.id)!.whole).map<SlipUnit>((unit) => ({
    id: unit.id,
    code: unit.code,
    minutes: minutesOf(unit),
    finished: states.get(unit.id)!.day,
    quizzes: Object.keys(quizzes).sort().filter((quiz) => quizzes[quiz]![1] === unit.id).map((quiz) => best(record, quiz))
      .filter((result): result is SlipQuiz => result !== null),
  }));
  const slip: Omit<Slip, "sha256"> = {
    format: "xinyu-slip", version: 1, id, date: person.date, course: course.id, class_hour: classHour,
    minutes: units.reduce((sum, unit) => sum + unit.minutes, 0), mode: "self-study", units,
  };
  const name = Array.from(person.name.replace(/[\s\p{C}]+/gu, " ").trim()).slice(0, 60).join("");
  const role = record.get("role");
  if (name) slip.name = name;
  if (typeof role === "string" && role) slip.role = role;
  return { ...slip, sha256: sha256(utf8(canonical(slip))) };
}

function best(record: Store, quiz: string): SlipQuiz | null {
  let found: SlipQuiz | null = null;
  let attempts = 0;
  for (const entry of record.all(`attempt/${quiz}/`)) {
    const points = field(entry.value, "points");
    const of = field(entry.value, "of");
    if (!isWhole(points, 0, 10000) || !isWhole(of, 1, 10000) || points > of) continue;
    attempts += 1;
    const passed = field(entry.value, "passed") === true;
    if (!found || (passed && !found.passed) || (passed === found.passed && points > found.points)) {
      found = { id: quiz, points, of, passed, attempts: 0 };
    }
  }
  return found && { ...found, attempts };
}
