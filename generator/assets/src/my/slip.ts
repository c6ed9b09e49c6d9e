/** The slip as a form, a sheet to print, a file, a QR code. The name is never stored. */
import { make, root } from "../dom";
import { saveFile } from "../journey/shelter";
import { classHours } from "../journey/progress";
import { dayWords } from "../live";
import { writeChunks } from "../record/code";
import { canonical } from "../record/json";
import { pack } from "../record/pack";
import { utf8 } from "../record/sha256";
import { makeSlip, type Slip } from "../record/slip";
import { minute, random } from "../record/store";
import { button, labelled, named, section, status, type My } from "./parts";
import { drawQr } from "./qr";

/** Printed with 0.5 mm a module, a code of this many letters is at most 45 mm wide. */
const SLIP_LETTERS = 600;

export function slipSection(my: My): HTMLElement {
  const { here, record } = my;
  const box = section("slip", here.say("my-slip"));
  box.appendChild(make("p", "", here.say("my-slip-why")));
  const form = make("form", "xy-my__form");
  const choose = make("select");
  for (const course of here.data.courses) {
    const option = make("option", "", course.title);
    option.value = course.id;
    choose.appendChild(option);
  }
  const name = make("input");
  name.type = "text";
  name.maxLength = 60;
  name.autocomplete = "off";
  const date = make("input");
  date.type = "date";
  date.value = minute(new Date()).slice(0, 10);
  if (here.data.courses.length > 1) form.appendChild(labelled(here.say("my-slip-course"), choose, "slip-course"));
  form.appendChild(labelled(here.say("my-slip-name"), name, "slip-name"));
  form.appendChild(labelled(here.say("my-slip-date"), date, "slip-date"));
  const go = make("button", "xy-next", here.say("my-slip-make"));
  go.type = "submit";
  form.appendChild(go);
  const said = status();
  const sheet = make("div", "xy-slip-place");
  box.appendChild(form);
  box.appendChild(said);
  box.appendChild(sheet);

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    sheet.textContent = "";
    const course = here.data.courses.filter((one) => one.id === choose.value)[0] || here.data.courses[0];
    if (!course) return;
    const day = /^\d{4}-\d{2}-\d{2}$/.test(date.value) ? date.value : minute(new Date()).slice(0, 10);
    const slip = makeSlip(record, course, here.data.quizzes, here.data.hours.default, { name: name.value, date: day }, random(12));
    if (!slip.units.length) {
      said.textContent = here.say("my-slip-none");
      return;
    }
    said.textContent = here.say("my-slip-ready");
    sheet.appendChild(draw(my, slip, course.title));
    const row = make("p", "xy-row xy-slip-tools");
    row.appendChild(button(here.say("my-slip-print"), printSheet, "xy-next"));
    row.appendChild(button(here.say("my-slip-file"), () => saveFile(`xinyu-slip-${slip.date}.json`, canonical(slip) + "\n")));
    sheet.appendChild(row);
  });
  return box;
}

/** The style sheet then prints the slip alone. */
function printSheet(): void {
  root.setAttribute("data-xy-print", "slip");
  const after = (): void => {
    root.removeAttribute("data-xy-print");
    window.removeEventListener("afterprint", after);
  };
  window.addEventListener("afterprint", after);
  window.print();
}

function draw({ here }: My, slip: Slip, course: string): HTMLElement {
  const sheet = make("section", "xy-paper xy-slip");
  const title = make("h3", "", here.say("my-slip-title"));
  title.id = "slip-sheet";
  sheet.setAttribute("aria-labelledby", title.id);
  sheet.appendChild(title);
  const facts = make("dl", "xy-facts");
  const fact = (key: string, value: string): void => {
    const row = make("div");
    row.appendChild(make("dt", "", here.say(key)));
    row.appendChild(make("dd", "", value));
    facts.appendChild(row);
  };
  const role = here.data.roles.filter((one) => one.id === slip.role)[0];
  fact("my-slip-is-name", slip.name || "\u3000\u3000\u3000\u3000");
  if (role) fact("my-slip-is-role", role.name);
  fact("my-slip-is-course", course);
  fact("my-slip-is-hours", here.say("my-slip-hours", { minutes: slip.minutes, reading: slip.class_hour, hours: classHours(slip.minutes, slip.class_hour) }));
  fact("my-slip-is-date", dayWords(slip.date));
  sheet.appendChild(facts);
  sheet.appendChild(unitTable({ here } as My, slip));
  sheet.appendChild(make("p", "xy-slip__note", here.say("my-slip-note", { site: here.data.site })));
  const chunks = writeChunks(pack(utf8(canonical(slip))), SLIP_LETTERS);
  const codes = make("div", "xy-slip__codes");
  chunks.forEach((chunk, i) => {
    codes.appendChild(drawQr("", chunk, "M", here.say("my-slip-qr", { n: i + 1, of: chunks.length })));
  });
  sheet.appendChild(codes);
  sheet.appendChild(make("p", "xy-hint", here.say("my-slip-check", { check: slip.sha256.slice(0, 8), id: slip.id })));
  return sheet;
}

function unitTable({ here }: My, slip: Slip): HTMLElement {
  const frame = make("div", "xy-table");
  frame.setAttribute("role", "region");
  frame.setAttribute("aria-label", here.say("my-slip-th-unit"));
  frame.tabIndex = 0;
  const table = make("table");
  const head = table.createTHead().insertRow();
  for (const key of ["unit", "minutes", "quiz", "day"]) {
    const cell = make("th", "", here.say("my-slip-th-" + key));
    cell.scope = "col";
    head.appendChild(cell);
  }
  const rows = table.createTBody();
  for (const unit of slip.units) {
    const row = rows.insertRow();
    const titles = here.data.courses.reduce<Record<string, string>>((all, course) => {
      for (const one of course.units) all[one.id] = one.title;
      return all;
    }, {});
    const cell = make("th", "", `${unit.code} ${named(titles, unit.id) || unit.id}`);
    cell.scope = "row";
    row.appendChild(cell);
    row.insertCell().textContent = String(unit.minutes);
    row.insertCell().textContent = unit.quizzes.map((quiz) => `${quiz.points}/${quiz.of}`).join(here.say("list-comma")) || "—";
    row.insertCell().textContent = dayWords(unit.finished);
  }
  frame.appendChild(table);
  return frame;
}
