/**
 * One question in the page: checked when the reader says so, then told what
 * fits and why, quietly, beside each choice. The key stays folded until then.
 */
import { all, focusOn, make, one, reveal, say, word } from "../dom";
import { BEHAVIOURS, grade as gradeAny } from "./index";
import { isMap, type Behaviour, type Grade, type Model, type Told } from "./model";

export interface Item {
  form: HTMLFormElement;
  model: Model;
  graded: boolean;
  answer(): unknown;
  show(answer: unknown): void;
  /** Grades what stands in the form and says so; null while something is empty. */
  check(quiet?: boolean): Grade | null;
  /** The button after the check: its words, or none; and what it does. */
  next(words: string, act: () => void): void;
  onCheck(listener: (grade: Grade) => void): void;
}

export function readModel(form: HTMLElement): Model | null {
  try {
    const parsed: unknown = JSON.parse(one("script.xy-model", form)?.textContent || "");
    return isMap(parsed) && typeof parsed["id"] === "string" && typeof parsed["type"] === "string" ? (parsed as Model) : null;
  } catch {
    return null;
  }
}

/** Empty live regions where feedback will stand: one that comes with its words in it may not be read out. */
function places(form: HTMLElement): void {
  const live = (within: HTMLElement): void => {
    const place = make("div", "xy-feedback");
    place.setAttribute("role", "status");
    within.appendChild(place);
  };
  all(".xy-options > li", form).forEach(live);
  const text = one(".xy-gaps", form);
  if (text) {
    const told = make("div", "xy-told");
    told.setAttribute("role", "status");
    text.insertAdjacentElement("afterend", told);
  }
}

/** What the key says of one choice, with a word for how it was. `quiet` is for what was said before. */
function note(form: HTMLElement, told: Told, quiet: boolean): void {
  const said = one(".xy-feedback", told.at) || told.at.appendChild(make("div", "xy-feedback"));
  if (quiet) said.removeAttribute("role");
  said.classList.add(`xy-feedback--${told.how}`);
  const words = { right: word("q-fits"), wrong: word("case-poor"), missed: word("q-missed") }[told.how];
  said.appendChild(make("strong", "", told.words || words));
  const line = all(".xy-key [data-option]", form).filter((li) => li.getAttribute("data-option") === told.option)[0];
  if (line) for (const part of all("p", line)) said.appendChild(part.cloneNode(true));
}

function verdict(model: Model, grade: Grade): string {
  const parts = model.type === "multiple" ? [] : Object.keys(grade.parts); // there, what was rightly left out is a part too
  const hits = parts.filter((part) => grade.parts[part]).length;
  if (grade.right) return word("q-right");
  return parts.length > 1 && hits ? say("q-partly", { n: parts.length, k: hits }) : word("q-wrong");
}

export function startItem(form: HTMLFormElement, seed: string): Item | null {
  const model = readModel(form);
  const behaviour: Behaviour | undefined = model ? BEHAVIOURS[model.type] : undefined;
  if (!model || !behaviour) return null;
  const done: Array<(grade: Grade) => void> = [];
  const key = one(".xy-key", form);
  const status = make("div", "xy-verdict");
  const after = make("div", "xy-after");
  const act = make("div", "xy-act");
  const button = make("button", "xy-check", word("q-check"));
  let onNext: (() => void) | null = null;
  let state: "open" | "checked" = "open";

  status.setAttribute("role", "status");
  form.setAttribute("data-live", "");
  form.noValidate = true;
  if (behaviour.start) behaviour.start(form, model, seed);
  if (behaviour.grade) {
    places(form);
    button.type = "submit";
    act.appendChild(button);
    for (const part of [status, after, act]) form.insertBefore(part, key);
  } else {
    form.appendChild(status);
  }

  const item: Item = {
    form,
    model,
    graded: !!behaviour.grade,
    answer: () => behaviour.read(form, model),
    show(answer) {
      behaviour.show(form, model, answer);
      form.dispatchEvent(new Event("change"));
    },
    check(quiet = false) {
      if (!behaviour.grade || state === "checked") return null;
      const empty = behaviour.empty ? behaviour.empty(form, model) : [];
      if (empty[0] && !quiet) {
        status.textContent = behaviour.read(form, model) === null ? word("q-choose") : say("q-empty", { n: empty.length });
        focusOn(empty[0]);
        return null;
      }
      const answer = behaviour.read(form, model);
      const grade = gradeAny(model, answer);
      state = "checked";
      form.classList.add("is-checked", grade.right ? "is-right" : "is-wrong");
      for (const control of all<HTMLInputElement>("fieldset input, fieldset select, fieldset .xy-step__go", form)) control.disabled = true;
      status.textContent = "";
      status.appendChild(make("strong", grade.right ? "xy-verdict--right" : "", verdict(model, grade)));
      if (behaviour.tell) {
        for (const told of behaviour.tell(form, model, answer, grade)) note(form, told, quiet);
      }
      for (const part of all(".xy-why, .xy-from", key || after)) after.appendChild(part);
      button.hidden = true;
      for (const listener of done) listener(grade);
      if (!quiet) {
        if (button.hidden) focusOn(status);
        else {
          focusOn(button, false);
          reveal(status);
        }
      }
      return grade;
    },
    next(words, next) {
      onNext = next;
      button.textContent = words;
      button.hidden = !words;
    },
    onCheck: (listener) => done.push(listener),
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (state === "open") item.check();
    else if (onNext) onNext();
  });
  // The second half of a double click must not skip what was just said.
  button.addEventListener("click", (event) => {
    if (event.detail > 1) event.preventDefault();
  });
  form.addEventListener("input", () => {
    if (state === "open" && status.textContent && behaviour.grade) status.textContent = "";
  });
  return item;
}
