/**
 * Questions: when somebody chooses, what we think of that choice stands right
 * beside it. Grading, order and match come with the learning player.
 */
import { all, make, one, word } from "./dom";

function start(form: HTMLFormElement): void {
  form.addEventListener("submit", (event) => event.preventDefault());
  const notes = all(".xy-key > ul > li", form);
  const options = all(".xy-options > li", form);
  if (!notes.length || !options.length) return;

  const places = options.map((option, index) => {
    const input = one<HTMLInputElement>("input[type=radio], input[type=checkbox]", option);
    const named = input ? notes.filter((note) => note.getAttribute("data-option") === input.value)[0] : undefined;
    const note = input ? named || (notes.length === options.length ? notes[index] : undefined) : undefined;
    const place = make("div", "xy-feedback");
    place.setAttribute("role", "status");
    place.hidden = true;
    option.appendChild(place);
    return { option, input, note, place };
  });

  form.addEventListener("change", () => {
    for (const { option, input, note, place } of places) {
      const chosen = !!(input && input.checked);
      if (chosen) option.classList.add("is-chosen");
      else option.classList.remove("is-chosen");
      if (!note || place.hidden === !chosen) continue;
      place.hidden = !chosen;
      place.textContent = "";
      if (chosen) tell(place, note);
    }
  });
}

/** The key's line without the option's own words, which stand right above. */
function tell(place: HTMLElement, note: HTMLElement): void {
  const fits = one(".xy-fits", note);
  place.className = "xy-feedback" + (fits ? " xy-feedback--fits" : "");
  place.appendChild(make("strong", "", fits ? fits.textContent || "" : word("case-poor")));
  for (const part of all("p", note)) place.appendChild(part.cloneNode(true));
}

export function startQuizzes(): void {
  for (const form of all<HTMLFormElement>("form[data-q]")) start(form);
}
