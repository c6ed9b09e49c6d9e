/** What a question is to the page: its model (from generator/questions, `key()`), an answer, a grade, a behaviour. */

export interface Grade {
  points: number;
  of: number;
  right: boolean;
  parts: Record<string, boolean>;
}

/** script.xy-model of a form. What grading needs depends on the type; it is checked where it is read. */
export interface Model {
  id: string;
  type: string;
  meaning: string;
  /** The author says that it asks what it always asked: answers to earlier meanings stay. */
  keeps?: unknown;
  family: string;
  outcome: string;
  critical: boolean;
  [more: string]: unknown;
}

/** A place where feedback is put, the line of the key that belongs there, and how the choice was. */
export interface Told {
  at: HTMLElement;
  option: string;
  how: "right" | "wrong" | "missed";
  words?: string;
}

/** One type of question. Answers are JSON; null is unanswered. */
export interface Behaviour {
  /** What any answer is worth; never throws. Absent: nothing is graded. */
  grade?(model: Model, answer: unknown): Grade;
  /** The answer in the form, or null. */
  read(form: HTMLElement, model: Model): unknown;
  /** Puts an answer into the form. What does not belong there is left out. */
  show(form: HTMLElement, model: Model, answer: unknown): void;
  /** Controls that are still empty. */
  empty?(form: HTMLElement, model: Model): HTMLElement[];
  /** Where to say what about a graded answer. */
  tell?(form: HTMLElement, model: Model, answer: unknown, grade: Grade): Told[];
  /** Called once per form; `seed` decides the order of options, "" leaves it as it stands. */
  start?(form: HTMLElement, model: Model, seed: string): void;
}

export const UNGRADED: Grade = { points: 0, of: 0, right: true, parts: {} };

export function isMap(value: unknown): value is Record<string, unknown> {
  return !!value && typeof value === "object" && !Array.isArray(value);
}

export function own(map: Record<string, unknown>, key: string): unknown {
  return Object.prototype.hasOwnProperty.call(map, key) ? map[key] : undefined;
}

export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((x): x is string => typeof x === "string") : [];
}

/** One point, all or nothing. */
export function gradeWhole(right: boolean, parts: Record<string, boolean> = {}): Grade {
  return { points: right ? 1 : 0, of: 1, right, parts };
}

/** A point for each part, or one for all together. */
export function gradeParts(parts: Record<string, boolean>, scoring: unknown): Grade {
  const marks = Object.keys(parts).map((part) => parts[part] === true);
  const hits = marks.filter((mark) => mark).length;
  const right = hits === marks.length;
  return scoring === "partial" ? { points: hits, of: marks.length, right, parts } : gradeWhole(right, parts);
}

/** An answer that chooses one thing for each place (match, cloze). */
export function gradeChoices(model: Model, answer: unknown): Grade {
  const key = isMap(model["key"]) ? model["key"] : {};
  const places = Object.keys(key);
  const given = isMap(answer) && Object.keys(answer).every((place) => places.indexOf(place) >= 0) ? answer : {};
  const parts: Record<string, boolean> = {};
  for (const place of places) parts[place] = !!key[place] && own(given, place) === key[place];
  return gradeParts(parts, model["scoring"]);
}
