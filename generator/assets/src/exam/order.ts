/** Steps on a paper: moved with buttons. The lists of the paper stay, out of sight, and carry the places. */
import { make, one, word } from "../dom";
import { arrange, makeMovable, rows } from "../questions/steps";

function places(list: HTMLElement): HTMLSelectElement[] {
  return rows(list).map((row) => one<HTMLSelectElement>("select", row)).filter((field): field is HTMLSelectElement => !!field);
}

/** Whether the lists name every place once; then the rows are put there. */
function takeUp(list: HTMLElement): boolean {
  const given = places(list).map((field) => Number(field.value));
  const there = rows(list);
  if (!given.slice().sort((a, b) => a - b).every((place, at) => place === at + 1)) return false;
  arrange(list, there.slice().sort((a, b) => given[there.indexOf(a)]! - given[there.indexOf(b)]!));
  return true;
}

/**
 * Makes the steps of one question movable. Until somebody moves one or says that they are right as they stand, the
 * question is not answered: no order is anyone's answer by itself.
 */
export function startSteps(question: HTMLElement, says: string): void {
  const list = one(".xy-options", question);
  if (!list) return;
  const live = make("p", "xyt-sr");
  live.setAttribute("role", "status");
  const label = make("label", "xy-done");
  const sure = make("input");
  sure.type = "checkbox";
  label.appendChild(sure);
  label.appendChild(make("span", "", says));
  const keep = (): void => {
    places(list).forEach((field, at) => (field.value = sure.checked ? String(at + 1) : ""));
    const told = new Event("change", { bubbles: true });
    list.dispatchEvent(told);
  };
  for (const field of places(list)) {
    const row = field.closest("li");
    field.hidden = true;
    if (row) row.appendChild(field); // out of its label, which goes
  }
  makeMovable(list, live, () => {
    sure.checked = true;
    keep();
  });
  const hint = one(".xy-hint", question);
  if (hint) hint.textContent = word("q-order");
  list.parentNode!.insertBefore(label, list.nextSibling);
  list.parentNode!.insertBefore(live, label);
  sure.checked = takeUp(list);
  if (!sure.checked) for (const field of places(list)) field.value = "";
  sure.addEventListener("change", keep);
}
