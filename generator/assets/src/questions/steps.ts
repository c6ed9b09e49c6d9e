/** Steps that are put in order with buttons, up and down: in practice and on an exam's paper. No drag is needed. */
import { all, make, one, say } from "../dom";

export function rows(list: HTMLElement): HTMLElement[] {
  return all("li", list).filter((row) => row.parentNode === list);
}

/** Numbers, and which buttons have nowhere to go. */
export function number(list: HTMLElement): void {
  const every = rows(list);
  every.forEach((row, at) => {
    const place = one(".xy-step__n", row);
    if (place) place.textContent = String(at + 1);
    const [up, down] = all("button", row);
    if (up) up.setAttribute("aria-disabled", String(at === 0));
    if (down) down.setAttribute("aria-disabled", String(at === every.length - 1));
  });
}

export function arrange(list: HTMLElement, order: HTMLElement[]): void {
  for (const row of order) list.appendChild(row);
  number(list);
}

function button(key: "up" | "down", text: string): HTMLButtonElement {
  const made = make("button", `xy-step__go xy-step__go--${key}`);
  made.type = "button";
  made.setAttribute("aria-label", say(key === "up" ? "q-up" : "q-down", { text }));
  return made;
}

/** Gives each row (`li` with a `label > span`) its number and two buttons. The label goes; `live` says where a step is now. */
export function makeMovable(list: HTMLElement, live: HTMLElement, moved: () => void): void {
  list.classList.add("xy-steps-order");
  for (const row of rows(list)) {
    const label = one("label", row);
    const text = one("label > span", row)?.textContent || "";
    const face = make("div", "xy-step");
    face.appendChild(make("span", "xy-step__n"));
    face.appendChild(make("span", "xy-step__text", text));
    face.appendChild(button("up", text));
    face.appendChild(button("down", text));
    row.insertBefore(face, row.firstChild);
    if (label) row.removeChild(label);
  }
  number(list);
  list.addEventListener("click", (event) => {
    const pressed = event.target instanceof Element ? event.target.closest<HTMLElement>(".xy-step__go") : null;
    const row = pressed && pressed.closest("li");
    if (!pressed || !row || pressed.hasAttribute("disabled")) return;
    const up = pressed.classList.contains("xy-step__go--up");
    const other = up ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    list.insertBefore(up ? row : other, up ? other : row);
    number(list);
    pressed.focus({ preventScroll: true });
    moved();
    live.textContent = say("q-moved", { text: one(".xy-step__text", row)?.textContent || "", n: rows(list).indexOf(row) + 1 });
  });
}
