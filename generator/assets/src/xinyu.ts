/** Everything a page does. One classic script; each part stands alone. */
import { startCases } from "./cases";
import { startDrawer } from "./drawer";
import { startDue } from "./due";
import { startFacets } from "./facets";
import { startFind } from "./find";
import { startPaper } from "./paper";
import { startQuizzes } from "./quizzes";
import { startTables } from "./tables";
import { startView } from "./view";

const parts: Array<() => void> = [
  startView,
  startDrawer,
  startFind,
  startFacets,
  () => startDue(),
  startCases,
  startQuizzes,
  startTables,
  startPaper,
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
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
