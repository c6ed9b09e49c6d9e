/** Everything this browser knows about its reader, in words. */
import { make } from "../dom";
import { hoursBlock, pageUrl, stateWords } from "../journey/course";
import { unitStates } from "../journey/progress";
import { dayWords } from "../live";
import { field, isWhole } from "../record/json";
import type { Entry } from "../record/store";
import { named, section, type My } from "./parts";

const KNOWN = ["unit", "seen", "role", "attempt", "paper", "case", "kept", "draft", "backup"];

/** Fills the box anew; called whenever the record changes. */
export function tell(box: HTMLElement, my: My): void {
  box.textContent = "";
  box.appendChild(learned(my));
  const written = texts(my);
  if (written) box.appendChild(written);
  const made = tries(my);
  if (made) box.appendChild(made);
}

function learned({ here, record }: My): HTMLElement {
  const box = section("learned", here.say("my-learned"));
  const units = here.data.courses.reduce<number>((sum, course) => sum + course.units.length, 0);
  const begun = record.all("").some((entry) => entry.key !== "backup");
  if (!begun || !units) box.appendChild(make("p", "", here.say("my-nothing")));
  const role = here.data.roles.filter((one) => one.id === record.get("role"))[0];
  if (role) box.appendChild(make("p", "", here.say("my-role", { role: role.name })));
  for (const course of here.data.courses) {
    const states = unitStates(record, course.units);
    const heading = make("h3");
    const link = make("a", "", course.title);
    link.href = pageUrl(course.id);
    heading.appendChild(link);
    box.appendChild(heading);
    const list = make("ul", "xy-my__units");
    for (const unit of course.units) {
      const state = states.get(unit.id)!;
      const item = make("li");
      const to = make("a", "", `${unit.code} ${unit.title}`);
      to.href = pageUrl(unit.id);
      item.appendChild(to);
      const words = make("p", "xy-item__state", stateWords(here, state));
      words.setAttribute("data-state", state.whole ? "done" : state.done.length ? "part" : "new");
      item.appendChild(words);
      list.appendChild(item);
    }
    box.appendChild(list);
    if (begun) box.appendChild(hoursBlock(here, here.data.hours, course, states));
  }
  return box;
}

/** Texts the reader wrote, every version that was written apart. */
function texts({ here, record }: My): HTMLElement | null {
  const list = make("dl", "xy-my__texts");
  const add = (id: string, text: string, at: string, several: boolean): void => {
    if (!text.trim()) return;
    list.appendChild(make("dt", "", named(here.data.texts, id) || id));
    const said = make("dd");
    said.appendChild(make("p", "xy-my__text", text));
    said.appendChild(make("p", "xy-hint", here.say(several ? "my-written-apart" : "my-written-at", { day: dayWords(at) })));
    list.appendChild(said);
  };
  for (const entry of record.all("kept/")) {
    const versions = record.versions(entry.key);
    for (const version of versions) add(rest(entry.key), words(version.value), version.at, versions.length > 1);
  }
  for (const entry of record.all("case/")) {
    const first = field(field(entry.value, "answer"), "first");
    add(entry.key.split("/")[1] || "", words(first), entry.at, false);
  }
  if (!list.children.length) return null;
  const box = section("written", here.say("my-written"));
  box.appendChild(make("p", "xy-hint", here.say("my-written-note")));
  box.appendChild(list);
  return box;
}

function tries({ here, record }: My): HTMLElement | null {
  const list = make("ul", "xy-my__tries");
  const line = (entry: Entry, text: string): void => {
    list.appendChild(make("li", "", `${dayWords(entry.at)} ${text}`));
  };
  for (const entry of record.all("attempt/").sort((a, b) => a.n - b.n)) {
    const points = field(entry.value, "points");
    const of = field(entry.value, "of");
    const quiz = entry.key.split("/").slice(1, -1).join("/");
    const title = (named(here.data.quizzes, quiz) || [quiz])[0];
    if (!isWhole(points, 0, 10000) || !isWhole(of, 0, 10000)) continue;
    const said = here.say(field(entry.value, "passed") === true ? "my-try-passed" : "my-try", { title, points, of });
    line(entry, field(entry.value, "extra") ? here.say("my-try-extra", { said }) : said);
  }
  for (const entry of record.all("case/").sort((a, b) => a.n - b.n)) {
    const id = entry.key.split("/")[1] || "";
    line(entry, here.say("my-case", { title: named(here.data.texts, id) || id }));
  }
  const drafts = record.all("draft/").length;
  const others = record.all("").filter((entry) => KNOWN.indexOf(entry.key.split("/")[0] || "") < 0);
  if (!list.children.length && !drafts && !others.length) return null;
  const box = section("answers", here.say("my-answers"));
  if (list.children.length) box.appendChild(list);
  if (drafts) box.appendChild(make("p", "", here.say("my-drafts", { n: drafts })));
  if (others.length) {
    const fold = make("details", "xy-fold");
    fold.appendChild(make("summary", "", here.say("my-others", { n: others.length })));
    fold.appendChild(make("pre", "", others.map((entry) => `${entry.key}: ${JSON.stringify(entry.value)}`).join("\n")));
    box.appendChild(fold);
  }
  return box;
}

function rest(key: string): string {
  return key.slice(key.indexOf("/") + 1);
}

/** A text as it was written; anything else as JSON, shortened. */
function words(value: unknown): string {
  if (typeof value === "string") return value;
  return value === undefined || value === null ? "" : JSON.stringify(value).slice(0, 2000);
}
