/** Single choice: one of the options is right. */
import { gradeWhole, texts, type Behaviour } from "./model";
import { check, checked, inputs, markChosen, mix, toldAt } from "./options";

export const single: Behaviour = {
  grade(model, answer) {
    if (typeof answer !== "string" || texts(model["options"]).indexOf(answer) < 0) return gradeWhole(false);
    const right = answer === model["key"];
    return gradeWhole(right, { [answer]: right });
  },
  read: (form) => checked(form)[0] || null,
  show: (form, _model, answer) => check(form, typeof answer === "string" ? [answer] : []),
  empty: (form) => (checked(form).length ? [] : inputs(form).slice(0, 1)),
  tell: (form, _model, answer, grade) => toldAt(form, String(answer), grade.right ? "right" : "wrong"),
  start(form, model, seed) {
    mix(form, seed, model.id);
    markChosen(form);
  },
};
