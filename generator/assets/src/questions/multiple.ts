/** Multiple choice: all right options for the point, or a point for each and one less for each wrong one. */
import { texts, type Behaviour, type Grade, type Told } from "./model";
import { check, checked, inputs, markChosen, mix, toldAt } from "./options";

export const multiple: Behaviour = {
  grade(model, answer): Grade {
    const options = texts(model["options"]);
    const key = texts(model["key"]);
    const partial = model["scoring"] === "partial";
    const of = partial ? Math.max(1, key.length) : 1;
    const nothing: Grade = { points: 0, of, right: false, parts: {} };
    if (!Array.isArray(answer) || !answer.length) return nothing;
    const seen = new Set<unknown>(answer);
    if (seen.size < answer.length || !answer.every((id) => typeof id === "string" && options.indexOf(id) >= 0)) return nothing;
    const hits = key.filter((id) => seen.has(id)).length;
    const slips = answer.length - hits;
    const right = hits === key.length && !slips;
    const parts: Record<string, boolean> = {};
    for (const id of options) parts[id] = seen.has(id) === key.indexOf(id) >= 0;
    return { points: partial ? Math.max(0, hits - slips) : right ? 1 : 0, of, right, parts };
  },
  read(form) {
    const values = checked(form).sort();
    return values.length ? values : null;
  },
  show: (form, _model, answer) => check(form, texts(answer)),
  empty: (form) => (checked(form).length ? [] : inputs(form).slice(0, 1)),
  tell(form, model, answer) {
    const key = texts(model["key"]);
    const chosen = texts(answer);
    let told: Told[] = [];
    for (const id of texts(model["options"])) {
      const fits = key.indexOf(id) >= 0;
      if (chosen.indexOf(id) >= 0) told = told.concat(toldAt(form, id, fits ? "right" : "wrong"));
      else if (fits) told = told.concat(toldAt(form, id, "missed"));
    }
    return told;
  },
  start(form, model, seed) {
    mix(form, seed, model.id);
    markChosen(form);
  },
};
