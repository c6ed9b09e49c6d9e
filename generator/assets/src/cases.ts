/**
 * Branching cases. In the page they are plain hypertext; here they become one
 * step at a time, with a way back.
 */
import { all, focusOn, make, one, word } from "./dom";

interface Step {
  at: HTMLElement;
  choice: HTMLElement | null;
  turn: HTMLElement | null;
}

function start(section: HTMLElement): void {
  const nodes = all(".xy-node", section);
  const endings = all(".xy-ending", section);
  const turns = all(".xy-turn", section);
  const after = all(".xy-debrief, .xy-write", section);
  const first = nodes.filter((node) => node.id === section.getAttribute("data-start"))[0] || nodes[0];
  if (!first) return;
  let trail: Step[] = [];

  const foot = make("p", "xy-case__foot");
  const back = make("button", "xy-again", word("case_back"));
  const again = make("button", "xy-again", word("case_again"));
  back.type = again.type = "button";
  foot.appendChild(back);
  foot.appendChild(again);
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

  function go(at: HTMLElement): void {
    trail.push({ at, choice: null, turn: null });
    draw();
    focusOn(at);
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
      focusOn(target);
    }
  });
  back.addEventListener("click", () => {
    const now = trail[trail.length - 1];
    if (!now) return;
    if (now.choice) now.choice = now.turn = null;
    else trail.pop();
    draw();
    const here = trail[trail.length - 1];
    if (here) focusOn(here.turn || here.at);
  });
  again.addEventListener("click", () => {
    trail = [];
    go(first);
  });

  const named = inside(window.location.hash);
  trail.push({ at: named && (nodes.indexOf(named) >= 0 || endings.indexOf(named) >= 0) ? named : first, choice: null, turn: null });
  section.setAttribute("data-live", "");
  draw();
}

export function startCases(): void {
  for (const section of all("[data-case]")) {
    if (one(".xy-node", section)) start(section);
  }
}
