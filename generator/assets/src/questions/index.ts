/** The table of question types. Branching cases are not forms: scenario.ts. */
import { cloze } from "./cloze";
import { fill } from "./fill";
import { match } from "./match";
import { UNGRADED, type Behaviour, type Grade, type Model } from "./model";
import { multiple } from "./multiple";
import { numeric } from "./numeric";
import { order } from "./order";
import { reflection } from "./reflection";
import { single } from "./single";
import { survey } from "./survey";
import { truefalse } from "./truefalse";

export const BEHAVIOURS: Record<string, Behaviour> = {
  single,
  multiple,
  truefalse,
  fill,
  numeric,
  match,
  order,
  cloze,
  reflection,
  survey,
};

/** What an answer is worth; types without a key (and cases) are never graded. */
export function grade(model: Model, answer: unknown): Grade {
  const behaviour = BEHAVIOURS[model.type];
  return behaviour && behaviour.grade ? behaviour.grade(model, answer) : UNGRADED;
}
