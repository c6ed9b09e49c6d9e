/** Reflection: kept as it is typed, graded never. */
import { one } from "../dom";
import type { Behaviour } from "./model";

export const reflection: Behaviour = {
  read: (form) => one<HTMLTextAreaElement>("textarea", form)?.value || null,
  show(form, _model, answer) {
    const field = one<HTMLTextAreaElement>("textarea", form);
    if (field) field.value = typeof answer === "string" ? answer : "";
  },
};
