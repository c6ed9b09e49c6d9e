/**
 * Branching cases. In the page they are plain hypertext; here they become one
 * step at a time, with a way back. The way taken and the first sentence written
 * at its end are kept; an answer is {path, ending, first}.
 */
import { all, focusOn, make, one, word } from "../dom";
import { fresh, store } from "../record/store";
import { keepDraft, keepWhileTyping, readDraft, stillAsks, type Asked } from "./keep";
import { isMap, texts } from "./model";

interface Step {
  at: HTMLElement;
  choice: HTMLElement | null;
  turn: HTMLElement | null;
}

/** The last walk to an ending that is kept, if the case still asks the same. */
function lastWalk(asked: Asked): { key: string; path: string[]; first: string } | null {
  let found: { n: number; key: string; value: Record<string, unknown> } | null = null;
  for (const { key, n, value } of store().all(`case/${asked.id}/`)) {
    if (isMap(value) && stillAsks(asked, value["meaning"]) && (!found || n > found.n)) found = { n, key, value };
  }
  const answer = found && isMap(found.value["answer"]) ? found.value["answer"] : null;
  if (!found || !answer) return null;
  return { key: found.key, path: texts(answer["path"]), first: typeof answer["first"] === "string" ? answer["first"] : "" };
}

export function startCase(section: HTMLElement): void {
  const id = section.getAttribute("data-case") || "";
  const meaning = section.getAttribute("data-meaning") || "";
  const asked: Asked = { id, meaning, keeps: section.hasAttribute("data-keeps") };
  const nodes = all(".xy-node", section);
  const endings = all(".xy-ending", section);
  const turns = all(".xy-turn", section);
  const after = all(".xy-debrief, .xy-write", section);
  const field = one<HTMLTextAreaElement>(".xy-write textarea", section);
  const first = nodes.filter((node) => node.id === section.getAttribute("data-start"))[0] || nodes[0];
  if (!first) return;
  let trail: Step[] = [];
  let walk = ""; // the key under which the walk that ended here is kept

  const foot = make("p", "xy-case__foot");
  const back = make("button", "xy-again", word("case_back"));
  const again = make("button", "xy-again", word("case_again"));
  const kept = make("p", "xy-hint");
  back.type = again.type = "button";
  kept.setAttribute("role", "status");
  foot.appendChild(back);
  foot.appendChild(again);
  section.appendChild(kept);
  section.appendChild(foot);

  function inside(href: string | null): HTMLElement | null {
    const target = href && href.charAt(0) === "#" ? document.getElementById(href.slice(1)) : null;
    return target && section.contains(target) ? target : null;
  }

  function draw(): void {
    const now = trail[trail.length - 1];
    if (!now) return;
    for (const part of nodes.concat(endings, turns)) part.hidden = part !== now.at && part !== now.turn;
    for (const item of all(".xy-choices li", section)) {
      item.classList.remove("is-chosen", "is-passed");
      if (now.choice && now.at.contains(item)) item.classList.add(item === now.choice ? "is-chosen" : "is-passed");
    }
    const ended = endings.indexOf(now.at) >= 0;
    for (const part of after) part.hidden = !ended;
    back.hidden = ended || (trail.length < 2 && !now.choice);
    again.hidden = !ended;
    foot.hidden = back.hidden && again.hidden;
  }

  function short(element: HTMLElement): string {
    return element.id.slice(id.length + 1);
  }

  /** The choices made so far, as NODE/CHOICE. */
  function path(): string[] {
    return trail.filter((step) => step.turn).map((step) => `${short(step.at)}/${short(step.turn!).slice(short(step.at).length + 1)}`);
  }

  function ending(): HTMLElement | null {
    const now = trail[trail.length - 1];
    return now && endings.indexOf(now.at) >= 0 ? now.at : null;
  }

  function remember(): void {
    const end = ending();
    if (!end) {
      keepDraft(id, meaning, path().length ? { path: path() } : null);
      return;
    }
    keepDraft(id, meaning, null);
    if (!walk) walk = `case/${id}/${fresh()}`;
    const answer = { path: path(), ending: short(end), first: field ? field.value : "" };
    store().put(walk, { meaning, answer, ending: short(end) });
  }

  function go(at: HTMLElement): void {
    trail.push({ at, choice: null, turn: null });
    draw();
    remember();
    focusOn(at);
  }

  /** Walks a kept path as far as it can still be walked. */
  function replay(steps: string[]): void {
    for (const step of steps) {
      const now = trail[trail.length - 1];
      const [at, choice] = step.split("/");
      const turn = now && choice && short(now.at) === at ? inside(`#${now.at.id}-${choice}`) : null;
      if (!now || !turn || turns.indexOf(turn) < 0) return;
      now.turn = turn;
      now.choice = all("a", now.at).filter((link) => link.getAttribute("href") === "#" + turn.id)[0]?.closest("li") || null;
      const next = inside(one(".xy-next", turn)?.getAttribute("href") || null);
      if (next && step !== steps[steps.length - 1]) trail.push({ at: next, choice: null, turn: null });
      else if (next && endings.indexOf(next) >= 0 && walk) trail.push({ at: next, choice: null, turn: null });
    }
  }

  section.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const target = link ? inside(link.getAttribute("href")) : null;
    const now = trail[trail.length - 1];
    if (!link || !target || !now) return;
    event.preventDefault();
    if (turns.indexOf(target) < 0) {
      go(target);
    } else if (!now.choice) {
      now.choice = link.closest("li");
      now.turn = target;
      draw();
      remember();
      focusOn(target);
    }
  });
  back.addEventListener("click", () => {
    const now = trail[trail.length - 1];
    if (!now) return;
    if (now.choice) now.choice = now.turn = null;
    else trail.pop();
    draw();
    remember();
    const here = trail[trail.length - 1];
    if (here) focusOn(here.turn || here.at);
  });
  again.addEventListener("click", () => {
    trail = [];
    walk = kept.textContent = "";
    go(first);
  });
  if (field) {
    keepWhileTyping(field, () => {
      remember();
      kept.textContent = field.value ? word(store().health === "kept" ? "q-kept" : "q-not-kept") : "";
    });
  }

  const named = inside(window.location.hash);
  const direct = named && (nodes.indexOf(named) >= 0 || endings.indexOf(named) >= 0) ? named : null;
  trail.push({ at: direct || first, choice: null, turn: null });
  const draft = readDraft(asked);
  const last = lastWalk(asked);
  if (last && field) field.value = last.first;
  if (!direct && isMap(draft)) replay(texts(draft["path"]));
  else if (!direct && last) {
    walk = last.key;
    replay(last.path);
    if (!ending()) walk = "";
  }
  section.setAttribute("data-live", "");
  draw();
}
