/** Drop-down lists for places (match, cloze), and fields to type in (fill in, numbers). */
import { all, make, one } from "../dom";
import { shuffle } from "./draw";
import { isMap, own, type Model, type Told } from "./model";

type Field = HTMLSelectElement | HTMLInputElement;

/** The fields of a form by place: a field's name is the question's id, a hyphen, the place. */
export function fields(form: HTMLElement, model: Model): Array<{ place: string; field: Field }> {
  return all<Field>("fieldset select, fieldset input[type=text]", form).map((field) => ({
    place: field.name.slice(model.id.length + 1),
    field,
  }));
}

export function readChoices(form: HTMLElement, model: Model): Record<string, string> | null {
  const answer: Record<string, string> = {};
  for (const { place, field } of fields(form, model)) if (field.value) answer[place] = field.value;
  return Object.keys(answer).length ? answer : null;
}

export function showChoices(form: HTMLElement, model: Model, answer: unknown): void {
  for (const { place, field } of fields(form, model)) {
    const value = isMap(answer) ? own(answer, place) : "";
    field.value = typeof value === "string" ? value : "";
    if (field instanceof HTMLSelectElement && field.selectedIndex < 0) field.value = "";
  }
}

export function emptyFields(form: HTMLElement, model: Model): HTMLElement[] {
  return fields(form, model)
    .filter(({ field }) => !field.value.trim())
    .map(({ field }) => field);
}

/** Puts what each list offers into the order the seed gives; the first line ("choose") stays. */
export function mixLists(form: HTMLElement, seed: string, model: Model): void {
  if (!seed) return;
  for (const field of all<HTMLSelectElement>("select", form)) {
    const choices = all<HTMLOptionElement>("option", field).slice(1);
    for (const choice of shuffle(choices, `${seed}/${model.id}`)) field.appendChild(choice);
  }
}

/** Under a text with gaps each gap gets a line of its own. */
export function lineFor(form: HTMLElement, words: string): HTMLElement {
  const line = make("div");
  if (words) line.appendChild(make("span", "", words + " "));
  (one(".xy-told", form) || form).appendChild(line);
  return line;
}

export function how(right: boolean | undefined): Told["how"] {
  return right ? "right" : "wrong";
}
