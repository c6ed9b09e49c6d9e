/** Light or dark, large type. Remembered where the browser allows it. */
import { all, recall, remember, root } from "./dom";

const themes = ["auto", "light", "dark"];

function showTheme(value: string | null): void {
  const theme = value && themes.indexOf(value) >= 0 ? value : "auto";
  root.setAttribute("data-xy-theme", theme);
  for (const input of all<HTMLInputElement>('input[name="xy-theme"]')) input.checked = input.value === theme;
}

function showType(large: boolean): void {
  if (large) root.setAttribute("data-xy-type", "large");
  else root.removeAttribute("data-xy-type");
  for (const button of all("[data-xy-large]")) button.setAttribute("aria-pressed", String(large));
  document.dispatchEvent(new Event("xy-type")); // what was measured is measured again
}

export function startView(): void {
  showTheme(recall("theme"));
  showType(recall("type") === "large");
  for (const input of all<HTMLInputElement>('input[name="xy-theme"]')) {
    input.addEventListener("change", () => {
      showTheme(input.value);
      remember("theme", input.value);
    });
  }
  for (const button of all("[data-xy-large]")) {
    button.addEventListener("click", () => {
      const large = root.getAttribute("data-xy-type") !== "large";
      showType(large);
      remember("type", large ? "large" : "normal");
    });
  }
  window.addEventListener("storage", (event) => {
    if (event.key === "xinyu.theme") showTheme(event.newValue);
    if (event.key === "xinyu.type") showType(event.newValue === "large");
  });
}
