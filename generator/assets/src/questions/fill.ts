/** Fill in: what is typed is folded and looked up among the accepted answers. */
import { say } from "../dom";
import { fold } from "./fold";
import { gradeParts, isMap, texts, type Behaviour } from "./model";
import { emptyFields, fields, how, lineFor } from "./lists";

export const fill: Behaviour = {
  grade(model, answer) {
    const blanks: unknown[] = Array.isArray(model["key"]) ? model["key"] : [];
    const given: unknown[] = Array.isArray(answer) && answer.length === blanks.length ? answer : [];
    const parts: Record<string, boolean> = {};
    blanks.forEach((blank, at) => {
      const { id, accept } = isMap(blank) ? blank : { id: "", accept: [] };
      const typed = given[at];
      parts[String(id)] = typeof typed === "string" && texts(accept).indexOf(fold(typed)) >= 0;
    });
    return gradeParts(parts, model["scoring"]);
  },
  read(form, model) {
    const typed = fields(form, model).map(({ field }) => field.value);
    return typed.some((text) => text.trim()) ? typed : null;
  },
  show(form, model, answer) {
    const typed = texts(answer);
    fields(form, model).forEach(({ field }, at) => (field.value = (typed[at] || "").slice(0, 200)));
  },
  empty: emptyFields,
  tell: (form, model, _answer, grade) =>
    fields(form, model).map(({ place, field }, index, every) => ({
      at: lineFor(form, every.length > 1 ? field.getAttribute("aria-label") || say("gap", { n: index + 1 }) : ""),
      option: place,
      how: how(grade.parts[place]),
    })),
};
