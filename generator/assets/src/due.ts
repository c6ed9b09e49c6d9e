/** What is due: this month only. Without script every month shows. */
import { all } from "./dom";

export function startDue(now: Date = new Date()): void {
  const month = String(now.getMonth() + 1);
  for (const section of all("[data-due]")) {
    let shown = 0;
    for (const item of all("[data-months]", section)) {
      const months = (item.getAttribute("data-months") || "").split(/\s+/);
      item.hidden = months.indexOf(month) < 0;
      if (!item.hidden) shown += 1;
    }
    section.hidden = shown === 0;
  }
}
