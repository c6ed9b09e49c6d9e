/** /my/: what this browser knows about its reader; copying, bringing in, a slip, erasing. */
import { make } from "../dom";
import { healthLine } from "../journey/shelter";
import { place } from "../live";
import { store } from "../record/store";
import { bringSection } from "./bring";
import { copySection } from "./copy";
import { eraseSection, storedBox } from "./erase";
import type { Data, My } from "./parts";
import { slipSection } from "./slip";
import { tell } from "./told";

function start(): void {
  const here = place<Data>("my");
  if (!here) return;
  const my: My = { here, record: store() };
  for (const element of Array.from(here.at.children)) if (element.tagName !== "SCRIPT") here.at.removeChild(element);
  const told = make("div");
  const draw = (): void => tell(told, my);
  here.at.appendChild(storedBox(my));
  here.at.appendChild(healthLine(my.record, here));
  here.at.appendChild(told);
  for (const section of [copySection, bringSection, slipSection, eraseSection]) here.at.appendChild(section(my));
  my.record.onChange(draw);
  draw();
  here.at.setAttribute("data-ready", "");
  const asked = window.location.hash && document.getElementById(window.location.hash.slice(1));
  if (asked && asked.scrollIntoView) asked.scrollIntoView();
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
