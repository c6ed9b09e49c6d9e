/** Everything a page does. One classic script; each part stands alone. */
import { root } from "./dom";
import { startDrawer } from "./drawer";
import { startDue } from "./due";
import { startFacets } from "./facets";
import { startFind } from "./find";
import { startCourse } from "./journey/course";
import { startUnit } from "./journey/unit";
import { startOffline } from "./offline";
import { startPaper } from "./paper";
import { startQuestions } from "./questions/start";
import { startTables } from "./tables";
import { startView } from "./view";

const parts: Array<() => void> = [
  startView,
  startDrawer,
  startFind,
  startFacets,
  () => startDue(),
  startQuestions,
  startCourse,
  startUnit,
  startTables,
  startPaper,
  startOffline,
];

function start(): void {
  for (const part of parts) {
    try {
      part();
    } catch (error) {
      // One broken part must not take the others with it.
      if (window.console) console.error(error);
    }
  }
  root.setAttribute("data-xy-ready", ""); // what scripts move about may show now (css/src/still.css)
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
