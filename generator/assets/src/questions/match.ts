/** Match: each left side chooses its right side from a list. */
import { gradeChoices, type Behaviour, type Told } from "./model";
import { emptyFields, fields, how, mixLists, readChoices, showChoices } from "./lists";

export const match: Behaviour = {
  grade: gradeChoices,
  read: readChoices,
  show: showChoices,
  empty: emptyFields,
  tell(form, model, _answer, grade) {
    const told: Told[] = [];
    for (const { place, field } of fields(form, model)) {
      const row = field.closest("li");
      if (row) told.push({ at: row, option: place, how: how(grade.parts[place]) });
    }
    return told;
  },
  start: (form, model, seed) => mixLists(form, seed, model),
};
