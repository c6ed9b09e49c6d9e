/** A number within a tolerance; millionths as whole numbers, so that nothing is rounded. */
import { readNumber } from "./fold";
import { gradeWhole, texts, type Behaviour } from "./model";
import { emptyFields, fields, how, lineFor } from "./lists";

export const numeric: Behaviour = {
  grade(model, answer) {
    const given = typeof answer === "string" ? readNumber(answer, texts(model["units"])) : null;
    const key = model["key"];
    const tolerance = model["tolerance"];
    if (given === null || typeof key !== "number" || typeof tolerance !== "number") return gradeWhole(false);
    return gradeWhole(Math.abs(given - key) <= tolerance);
  },
  read(form, model) {
    const first = fields(form, model)[0];
    return (first && first.field.value.trim()) || null;
  },
  show(form, model, answer) {
    const first = fields(form, model)[0];
    if (first) first.field.value = typeof answer === "string" ? answer.slice(0, 40) : "";
  },
  empty: emptyFields,
  tell: (form, _model, _answer, grade) => [{ at: lineFor(form, ""), option: "answer", how: how(grade.right) }],
};
