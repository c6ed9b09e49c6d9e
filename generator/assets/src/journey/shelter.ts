/** Where a record may vanish, said once and at the right moment; and a file of it on the spot. */
import { make } from "../dom";
import type { Place } from "../live";
import { minute, type Store } from "../record/store";
import { writePassport } from "../record/passport";

/** Why this browser may lose what it stores; "" where nothing special is known. */
export function risk(agent = navigator.userAgent, scheme = window.location.protocol): "inapp" | "apple" | "" {
  if (/MicroMessenger|QQ\/|DingTalk|Weibo|Lark|Feishu|AlipayClient|wxwork/i.test(agent)) return "inapp";
  const apple = /iPhone|iPad|iPod/.test(agent) || (/Macintosh/.test(agent) && /Safari/.test(agent) && !/Chrome|Chromium|Firefox|Edg/.test(agent));
  return apple && scheme !== "file:" ? "apple" : "";
}

export function fileName(kind: string, now: Date): string {
  return `xinyu-${kind}-${minute(now).slice(0, 10)}.json`;
}

/** Hands a text to the browser as a file. In-app browsers may refuse without a word: offer the text too. */
export function saveFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = make("a");
  link.href = address;
  link.download = name;
  document.body.appendChild(link);
  link.click();
  document.body.removeChild(link);
  window.setTimeout(() => URL.revokeObjectURL(address), 60000);
}

/** Whether there is anything that it would be a pity to lose. */
function hasWork(store: Store): boolean {
  return ["draft/", "attempt/", "case/", "kept/", "unit/"].some((prefix) => store.all(prefix).length > 0);
}

/** A line that speaks only when the record cannot be kept: what that means, and a file of it. */
export function healthLine(store: Store, here: Place<unknown>): HTMLElement {
  const box = make("div", "xy-notice xy-notice--draft xy-health");
  const words = make("p");
  words.setAttribute("role", "status");
  const save = make("button", "xy-again", here.say("journey-save-now"));
  const copy = make("textarea");
  save.type = "button";
  copy.readOnly = true;
  copy.rows = 4;
  copy.hidden = true;
  copy.setAttribute("aria-label", here.say("journey-file-text"));
  save.addEventListener("click", () => {
    const now = new Date();
    const text = writePassport(store.entries(), minute(now));
    saveFile(fileName("passport", now), text);
    copy.value = text;
    copy.hidden = false;
    words.textContent = here.say("journey-saved", { name: fileName("passport", now) });
  });
  box.appendChild(words);
  box.appendChild(save);
  box.appendChild(copy);
  const show = (): void => {
    const health = store.health;
    const bad = health !== "kept" && (health === "foreign" || hasWork(store));
    box.hidden = !bad;
    save.hidden = health === "foreign";
    const text = bad ? here.say("journey-" + health) : "";
    if (copy.hidden && words.textContent !== text) words.textContent = text;
  };
  store.onChange(show);
  show();
  return box;
}
