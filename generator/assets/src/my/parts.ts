/** What the sections of /my/ share: their data, and a few elements. */
import { make } from "../dom";
import type { Course, Hours, Role } from "../journey/progress";
import type { Place } from "../live";
import type { Store } from "../record/store";

export interface Data {
  site: string;
  courses: Course[];
  roles: Role[];
  hours: Hours;
  /** Quiz id -> its title, the id of its page. */
  quizzes: Record<string, [string, string]>;
  /** Question id -> what it is called. */
  texts: Record<string, string>;
}

export interface My {
  here: Place<Data>;
  record: Store;
}

/** An own entry of a table that came with the page; ids from a record may be anything. */
export function named<T>(table: Record<string, T>, id: string): T | undefined {
  return Object.prototype.hasOwnProperty.call(table, id) ? table[id] : undefined;
}

export function section(id: string, title: string): HTMLElement {
  const box = make("section", "xy-my__part");
  const heading = make("h2", "", title);
  heading.id = id;
  box.setAttribute("aria-labelledby", id);
  box.appendChild(heading);
  return box;
}

export function button(text: string, act: () => void, className = "xy-again"): HTMLButtonElement {
  const made = make("button", className, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

export function status(): HTMLElement {
  const line = make("p", "xy-status");
  line.setAttribute("role", "status");
  return line;
}

export function labelled<T extends HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>(text: string, field: T, id: string): HTMLElement {
  const box = make("p", "xy-field");
  const label = make("label", "", text);
  field.id = id;
  label.htmlFor = id;
  box.appendChild(label);
  box.appendChild(field);
  return box;
}

/** Takes a text to the clipboard where that is possible without a secure context. */
export function copyFrom(field: HTMLTextAreaElement): boolean {
  field.focus();
  field.select();
  field.setSelectionRange(0, field.value.length);
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  }
}
