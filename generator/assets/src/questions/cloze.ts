/** Cloze: each gap of a text is chosen from a list. */
import { say } from "../dom";
import { gradeChoices, isMap, own, type Behaviour } from "./model";
import { emptyFields, fields, how, lineFor, mixLists, readChoices, showChoices } from "./lists";

export const cloze: Behaviour = {
  grade: gradeChoices,
  read: readChoices,
  show: showChoices,
  empty: emptyFields,
  tell: (form, model, answer, grade) =>
    fields(form, model).map(({ place, field }, index) => ({
      at: lineFor(form, field.getAttribute("aria-label") || say("gap", { n: index + 1 })),
      option: `${place} ${isMap(answer) ? String(own(answer, place)) : ""}`,
      how: how(grade.parts[place]),
    })),
  start: (form, model, seed) => mixLists(form, seed, model),
};
