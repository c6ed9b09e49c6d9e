/** Starts every question of a page: quizzes, questions that stand alone, what is kept without a grade, cases. */
import { all, one, word } from "../dom";
import { store } from "../record/store";
import { startItem, type Item } from "./item";
import { dropDraft, keepDraft, keepWhileTyping, readDraft } from "./keep";
import { startQuiz } from "./quiz";
import { startCase } from "./scenario";

/** A question outside a quiz: its answer is kept, it can be tried again as often as one likes. */
function startAlone(form: HTMLFormElement): void {
  const clean = form.cloneNode(true) as HTMLFormElement;
  const item = startItem(form, "");
  if (!item) return;
  const { id, meaning } = item.model;
  const answer = readDraft(item.model);
  if (answer !== null) item.show(answer);
  keepWhileTyping(form, () => {
    if (!form.classList.contains("is-checked")) keepDraft(id, meaning, item.answer());
  });
  item.onCheck(() => {
    item.next(word("q-again"), () => {
      dropDraft(id);
      form.parentNode?.replaceChild(clean, form);
      startAlone(clean);
      one("input, select, button", clean)?.focus();
    });
  });
}

/** Reflections and surveys: kept as they are written, with one quiet word that they are. */
function startKept(form: HTMLFormElement): void {
  const item = startItem(form, "");
  if (!item) return;
  const key = "kept/" + item.model.id;
  const before = store().get(key);
  if (before !== undefined) item.show(before);
  keepWhileTyping(item.form, () => {
    store().put(key, item.answer());
    tellKept(one(".xy-verdict", item.form), item);
  });
}

function tellKept(status: HTMLElement | null, item: Item): void {
  if (status) status.textContent = item.answer() === null ? "" : word(store().health === "kept" ? "q-kept" : "q-not-kept");
}

export function startQuestions(): void {
  for (const section of all("[data-case]")) if (one(".xy-node", section)) startCase(section);
  for (const section of all("[data-quiz]")) startQuiz(section);
  for (const form of all<HTMLFormElement>("form[data-q]")) {
    form.addEventListener("submit", (event) => event.preventDefault());
    if (form.hasAttribute("data-live")) continue;
    const type = form.getAttribute("data-type");
    if (type === "reflection" || type === "survey") startKept(form);
    else startAlone(form);
  }
}

