/** Survey: a step of the scale for each row; without names, never graded. */
import { all } from "../dom";
import { isMap, own, type Behaviour, type Model } from "./model";

function buttons(form: HTMLElement, model: Model): Array<{ row: string; input: HTMLInputElement }> {
  return all<HTMLInputElement>(".xy-scale input", form).map((input) => ({
    row: input.name.slice(model.id.length + 1),
    input,
  }));
}

export const survey: Behaviour = {
  read(form, model) {
    const answer: Record<string, number> = {};
    for (const { row, input } of buttons(form, model)) if (input.checked) answer[row] = Number(input.value);
    return Object.keys(answer).length ? answer : null;
  },
  show(form, model, answer) {
    for (const { row, input } of buttons(form, model)) {
      input.checked = isMap(answer) && own(answer, row) === Number(input.value);
    }
  },
};
