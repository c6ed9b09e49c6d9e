/** Lists of options (radio buttons, check boxes): reading, showing, mixing, marking. Shared by three types. */
import { all, one } from "../dom";
import { shuffle } from "./draw";
import type { Told } from "./model";

export function inputs(form: HTMLElement): HTMLInputElement[] {
  return all<HTMLInputElement>(".xy-options input", form);
}

export function checked(form: HTMLElement): string[] {
  return inputs(form)
    .filter((input) => input.checked)
    .map((input) => input.value);
}

export function check(form: HTMLElement, values: string[]): void {
  for (const input of inputs(form)) input.checked = values.indexOf(input.value) >= 0;
}

/** Puts the rows of the form's list into the order the seed gives. */
export function mix(form: HTMLElement, seed: string, id: string): void {
  const list = one(".xy-options", form);
  if (!seed || !list) return;
  const rows = all("li", list);
  for (const row of shuffle(rows, `${seed}/${id}`)) list.appendChild(row);
}

export function toldAt(form: HTMLElement, value: string, how: Told["how"]): Told[] {
  const input = inputs(form).filter((one) => one.value === value)[0];
  const row = input && input.closest("li");
  return row ? [{ at: row, option: value, how }] : [];
}

/** Marks the row of what is chosen, for eyes that do not see a small dot. */
export function markChosen(form: HTMLElement): void {
  const mark = (): void => {
    for (const input of inputs(form)) {
      const row = input.closest("li");
      if (row) row.classList[input.checked ? "add" : "remove"]("is-chosen");
    }
  };
  form.addEventListener("change", mark);
  mark();
}
