/** Emptying the record: two steps, with a copy offered between them; and what was found and set aside. */
import { focusOn, make } from "../dom";
import { fileName, saveFile } from "../journey/shelter";
import { writePassport } from "../record/passport";
import { ASIDE, minute } from "../record/store";
import { forgetVisits } from "../visits";
import { button, section, status, type My } from "./parts";

export function eraseSection(my: My): HTMLElement {
  const { here, record } = my;
  const box = section("erase", here.say("my-erase"));
  box.appendChild(make("p", "", here.say("my-erase-what")));
  const said = status();
  const sure = make("div", "xy-notice xy-notice--draft");
  const question = make("p", "", here.say("my-erase-sure"));
  const first = button(here.say("my-erase-begin"), () => open(true));
  sure.appendChild(question);
  const row = make("p", "xy-row");
  row.appendChild(
    button(here.say("my-copy-file"), () => {
      const now = new Date();
      saveFile(fileName("passport", now), writePassport(record.entries(), minute(now)));
      said.textContent = here.say("journey-saved", { name: fileName("passport", now) });
    }),
  );
  row.appendChild(button(here.say("my-erase-no"), () => open(false)));
  row.appendChild(
    button(
      here.say("my-erase-yes"),
      () => {
        record.erase();
        void forgetVisits();
        open(false);
        said.textContent = here.say("my-erase-done");
      },
      "xy-danger",
    ),
  );
  sure.appendChild(row);
  box.appendChild(first);
  box.appendChild(sure);
  box.appendChild(said);

  function open(yes: boolean): void {
    sure.hidden = !yes;
    first.hidden = yes;
    said.textContent = "";
    focusOn(yes ? question : first, false);
  }
  sure.hidden = true;
  return box;
}

/** Where the record lies and how large it is; texts that were not ours or damaged. */
export function storedBox(my: My): HTMLElement {
  const { here, record } = my;
  const box = make("div", "xy-my__stored");
  const draw = (): void => {
    box.textContent = "";
    const size = Math.max(1, Math.round((record.size() * 2) / 1024));
    const health = record.health;
    const kept = health === "kept" || health === "foreign";
    const count = record.all("").length;
    box.appendChild(make("p", "", kept ? here.say("my-stored", { n: count, size }) : here.say("journey-" + health)));
    const aside = record.aside();
    if (!aside.size) return;
    box.appendChild(make("p", "", here.say("my-aside", { n: aside.size })));
    aside.forEach((text, key) => {
      const name = key.slice(ASIDE.length);
      box.appendChild(button(here.say("my-aside-save", { n: name }), () => saveFile(`xinyu-aside-${name}.txt`, text)));
    });
  };
  record.onChange(draw);
  draw();
  return box;
}
