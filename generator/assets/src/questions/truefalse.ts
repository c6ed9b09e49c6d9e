/** True or false; the two never change places. */
import { gradeWhole, type Behaviour } from "./model";
import { check, checked, inputs, markChosen, toldAt } from "./options";

export const truefalse: Behaviour = {
  grade: (model, answer) => gradeWhole(typeof answer === "boolean" && answer === model["key"]),
  read(form) {
    const value = checked(form)[0];
    return value ? value === "true" : null;
  },
  show: (form, _model, answer) => check(form, typeof answer === "boolean" ? [String(answer)] : []),
  empty: (form) => (checked(form).length ? [] : inputs(form).slice(0, 1)),
  tell: (form, _model, answer, grade) => toldAt(form, String(answer), grade.right ? "right" : "wrong"),
  start: (form) => markChosen(form),
};
