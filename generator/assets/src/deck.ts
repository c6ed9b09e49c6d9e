/**
 * The lecture deck: one HTML file that presents without a network. Without this script the slides stand one below
 * the other with their notes, and print so; with it one is shown at a time.
 */
const root = document.documentElement;
const slides = Array.from(document.querySelectorAll<HTMLElement>("section.slide"));
const shown = document.querySelector<HTMLElement>("[data-at]");
let at = 0;

function show(to: number): void {
  at = Math.max(0, Math.min(slides.length - 1, to));
  slides.forEach((slide, n) => slide.toggleAttribute("data-on", n === at));
  if (shown) shown.textContent = `${at + 1} / ${slides.length}`;
  try {
    history.replaceState(null, "", `#${at + 1}`);
  } catch {
    // some programs that open files have no history; the place is then not kept
  }
  fit();
}

/** Words that are too many for the screen get smaller, down to a half. */
function fit(): void {
  const slide = slides[at];
  if (!slide) return;
  const face = slide.querySelector<HTMLElement>(".face");
  if (!face) return;
  let scale = 1;
  face.style.setProperty("--fit", "1");
  while (scale > 0.5 && face.scrollHeight > face.clientHeight + 1) {
    scale -= 0.05;
    face.style.setProperty("--fit", scale.toFixed(2));
  }
}

function full(): void {
  if (document.fullscreenElement) void document.exitFullscreen();
  else if (root.requestFullscreen) root.requestFullscreen().catch(() => undefined);
}

function notes(): void {
  const on = root.toggleAttribute("data-notes");
  document.querySelector("[data-do=notes]")?.setAttribute("aria-pressed", String(on));
  fit();
}

const actions: Record<string, () => void> = {
  next: () => show(at + 1),
  back: () => show(at - 1),
  first: () => show(0),
  last: () => show(slides.length - 1),
  notes,
  print: () => window.print(),
  full,
};
const keys: Record<string, string> = {
  ArrowRight: "next", ArrowDown: "next", PageDown: "next", " ": "next", Enter: "next",
  ArrowLeft: "back", ArrowUp: "back", PageUp: "back", Backspace: "back",
  Home: "first", End: "last", n: "notes", N: "notes", p: "print", P: "print", f: "full", F: "full",
};

document.addEventListener("keydown", (event) => {
  const name = keys[event.key];
  if (!name || event.ctrlKey || event.metaKey || event.altKey) return;
  const target = event.target as HTMLElement;
  if ((event.key === " " || event.key === "Enter") && target.closest("button, a")) return;
  event.preventDefault();
  actions[name]?.();
});
document.addEventListener("click", (event) => {
  const button = (event.target as HTMLElement).closest<HTMLElement>("[data-do]");
  actions[button?.dataset.do ?? ""]?.();
});
let from = 0;
document.addEventListener("touchstart", (event) => { from = event.touches[0]?.clientX ?? 0; }, { passive: true });
document.addEventListener("touchend", (event) => {
  const moved = (event.changedTouches[0]?.clientX ?? from) - from;
  if (Math.abs(moved) > 60) show(at + (moved < 0 ? 1 : -1));
}, { passive: true });
window.addEventListener("resize", fit);
root.setAttribute("data-live", "");
show(Number(location.hash.slice(1)) - 1 || 0);
