/** What stands in the controls of a paper: as answers by place, and as plain values that a draft can put back. */
import { all } from "../dom";

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
export type Values = Record<string, string | string[]>;

function fields(within: HTMLElement): Field[] {
  return all<Field>("input[name], select[name], textarea[name]", within);
}

function texts(question: HTMLElement): Array<[string, string]> {
  return fields(question).map((field): [string, string] => [field.name.split("-")[1] || "", field.value.trim()]);
}

/** The answer of one question, null where there is none. */
export function answerOf(question: HTMLElement): unknown {
  const control = question.getAttribute("data-control");
  if (control === "one" || control === "many") {
    const chosen = fields(question).filter((field) => (field as HTMLInputElement).checked).map((field) => field.value);
    if (!chosen.length) return null;
    return control === "one" ? chosen[0] : chosen;
  }
  const given = texts(question);
  const written = given.filter(([, value]) => value !== "");
  if (!written.length) return null;
  if (control === "number") return given[0]![1];
  if (control === "fill") return given.slice().sort(([a], [b]) => Number(a) - Number(b)).map(([, value]) => value);
  if (control === "order") {
    return written.sort((a, b) => Number(a[1]) - Number(b[1])).map(([option]) => option);
  }
  const out: Record<string, string> = {};
  for (const [name, value] of written) out[name] = value;
  return out;
}

export function answersOf(questions: readonly HTMLElement[]): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  questions.forEach((question, index) => {
    out[String(index + 1)] = answerOf(question);
  });
  return out;
}

export function valuesOf(form: HTMLElement): Values {
  const out: Values = {};
  for (const field of fields(form)) {
    const box = field as HTMLInputElement;
    if (box.type === "checkbox") {
      if (box.checked) out[field.name] = ([] as string[]).concat(out[field.name] || [], field.value);
    } else if (box.type === "radio") {
      if (box.checked) out[field.name] = field.value;
    } else if (field.value) {
      out[field.name] = field.value;
    }
  }
  return out;
}

export function putBack(form: HTMLElement, values: Values): void {
  for (const field of fields(form)) {
    const kept = Object.prototype.hasOwnProperty.call(values, field.name) ? values[field.name] : undefined;
    if (kept === undefined) continue;
    const box = field as HTMLInputElement;
    if (box.type === "checkbox" || box.type === "radio") box.checked = ([] as string[]).concat(kept).indexOf(field.value) >= 0;
    else if (typeof kept === "string") field.value = kept;
  }
}
