/** The side navigation on phones. Without script the link #xy-side opens it. */
import { one, root } from "./dom";
import { trap, type Trap } from "./trap";

export function startDrawer(): void {
  const opener = one("[data-xy-menu]");
  const closer = one("[data-xy-close]");
  const side = document.getElementById("xy-side");
  if (!opener || !closer || !side) return;
  let held: Trap | null = null;

  opener.setAttribute("role", "button");
  opener.setAttribute("aria-controls", "xy-side");
  opener.setAttribute("aria-expanded", "false");
  closer.setAttribute("role", "button");

  const close = (): void => {
    if (!held) return;
    root.removeAttribute("data-xy-drawer");
    opener.setAttribute("aria-expanded", "false");
    held.release();
    held = null;
  };
  const open = (): void => {
    if (held) return;
    root.setAttribute("data-xy-drawer", "");
    opener.setAttribute("aria-expanded", "true");
    held = trap(side, close);
    closer.focus();
    const current = one("[aria-current]", side);
    if (current && current.offsetTop > side.clientHeight) side.scrollTop = current.offsetTop - side.clientHeight / 2;
  };
  const press = (element: HTMLElement, act: () => void): void => {
    element.addEventListener("click", (event) => {
      event.preventDefault();
      act();
    });
    element.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      act();
    });
  };
  press(opener, () => (held ? close() : open()));
  press(closer, close);

  document.addEventListener("click", (event) => {
    const target = event.target;
    if (!held || !(target instanceof Element) || opener.contains(target)) return;
    if (!side.contains(target) || (target.closest("a") && target.closest("a") !== closer)) close();
  });
  if (window.matchMedia) {
    const wide = window.matchMedia("(min-width: 60em)");
    const onWide = (): void => {
      if (wide.matches) close();
    };
    if (wide.addEventListener) wide.addEventListener("change", onWide);
    else wide.addListener(onWide);
  }
}
