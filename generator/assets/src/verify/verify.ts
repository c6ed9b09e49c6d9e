/** The page that checks certificates: from the address it was opened with, or from a pasted text. Sends nothing. */
import { focusOn, make } from "../dom";
import { dayWords, place, type Place } from "../live";
import { button, labelled, status } from "../my/parts";
import { check, type Checked, type Key } from "./check";
import type { Words } from "./words";

interface Data {
  site: string;
  keys: Key[];
}

function start(): void {
  const here = place<Data>("verify");
  if (!here) return;
  here.at.setAttribute("data-ready", "");
  if (!here.data.keys.length) {
    takeHash(); // what it says stays with its holder, even where nothing can be checked
    return;
  }
  for (const element of Array.from(here.at.children)) if (element.tagName !== "SCRIPT") here.at.removeChild(element);
  const result = resultBox();
  const look = (given: string): void => tell(result, check(given, here.data.keys), here);
  here.at.appendChild(result);
  here.at.appendChild(pasteForm(here, look));
  const fromAddress = (): void => {
    const given = takeHash();
    if (given) look(given);
  };
  window.addEventListener("hashchange", fromAddress);
  fromAddress();
}

/** What stands after `#`, taken out of the address line; empty where that names a place of this page. */
function takeHash(): string {
  const hash = window.location.hash.slice(1);
  if (!hash || document.getElementById(hash)) return "";
  try {
    window.history.replaceState(null, "", window.location.pathname + window.location.search);
  } catch {
    /* some browsers keep the addresses of files as they are */
  }
  return hash;
}

function pasteForm(here: Place<Data>, look: (given: string) => void): HTMLElement {
  const form = make("form", "xy-verify__form");
  form.noValidate = true;
  const area = make("textarea", "xy-code");
  area.rows = 4;
  area.spellcheck = false;
  area.autocomplete = "off";
  area.setAttribute("autocapitalize", "off");
  area.setAttribute("aria-describedby", "verify-hint");
  form.appendChild(labelled(here.say("verify-field"), area, "verify-paste"));
  const hint = make("p", "xy-hint", here.say("verify-hint"));
  hint.id = "verify-hint";
  form.appendChild(hint);
  const said = status();
  const go = button(here.say("verify-go"), () => undefined, "xy-next");
  go.type = "submit";
  form.appendChild(go);
  form.appendChild(said);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const empty = !area.value.trim();
    said.textContent = empty ? here.say("verify-empty") : "";
    if (empty) focusOn(area);
    else look(area.value);
  });
  return form;
}

/** A status from the start, so that what comes into it is read out; empty and unseen until something was checked. */
function resultBox(): HTMLElement {
  const box = make("section", "xy-verify");
  box.setAttribute("role", "status");
  return box;
}

function tell(box: HTMLElement, checked: Checked, here: Place<Data>): void {
  const line = (key: string, name = ""): void => void box.appendChild(make("p", name, here.say(key, { site: here.data.site })));
  box.textContent = "";
  box.setAttribute("data-state", checked.reason ? "fails" : "holds");
  const title = make("h2", "", here.say(checked.reason ? "verify-fails" : "verify-holds"));
  box.appendChild(title);
  if (checked.reason) {
    line("verify-" + checked.reason);
    line("verify-do-" + checked.reason);
    line("verify-ask");
  } else {
    line("verify-signed");
    box.appendChild(facts(checked.words, here));
    line("verify-compare");
    line("verify-standing", "xy-verify__standing");
    line("verify-source", "xy-hint");
  }
  focusOn(title);
}

function facts(words: Words, here: Place<Data>): HTMLElement {
  const list = make("dl", "xy-verify__facts");
  const fact = (key: string, value: string | undefined): void => {
    if (!value) return;
    const row = make("div");
    row.appendChild(make("dt", "", here.say("verify-is-" + key)));
    const said = make("dd");
    said.appendChild(make("bdi", "", value)); // signs that turn the reading direction turn nothing else
    row.appendChild(said);
    list.appendChild(row);
  };
  fact("school", words.s);
  fact("name", words.n);
  fact("post", words.p);
  fact("course", words.t);
  fact("hours", words.h);
  fact("day", dayWords(words.d));
  fact("number", words.i);
  return list;
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
