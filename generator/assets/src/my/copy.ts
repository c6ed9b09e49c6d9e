/** Taking the record along: a file, a text code, QR codes. */
import { make } from "../dom";
import { fileName, risk, saveFile } from "../journey/shelter";
import { dayWords } from "../live";
import { writeChunks } from "../record/code";
import { pack } from "../record/pack";
import { writePassport } from "../record/passport";
import { utf8 } from "../record/sha256";
import { listEntries, minute } from "../record/store";
import { button, copyFrom, labelled, section, status, type My } from "./parts";
import { drawQr, QR_LETTERS } from "./qr";

const TEXT_LETTERS = 240;
/** More codes than this nobody scans one by one. */
const MOST_QR = 20;

export function copySection(my: My): HTMLElement {
  const { here, record } = my;
  const box = section("copy", here.say("my-copy"));
  const danger = risk();
  box.appendChild(make("p", "", here.say("my-copy-why") + (danger ? here.say("journey-keep-" + danger) : "")));
  const last = make("p", "xy-hint");
  box.appendChild(last);
  const row = make("p", "xy-row");
  const said = status();
  const shown = make("div", "xy-my__code");
  row.appendChild(button(here.say("my-copy-file"), file, "xy-next"));
  row.appendChild(button(here.say("my-copy-text"), text));
  row.appendChild(button(here.say("my-copy-qr"), pictures));
  box.appendChild(row);
  box.appendChild(said);
  box.appendChild(shown);

  function passport(): string {
    const now = new Date();
    const made = writePassport(record.entries(), minute(now));
    record.put("backup", { entries: listEntries(record.entries()).length });
    return made;
  }

  function packed(): Uint8Array {
    return pack(utf8(passport()));
  }

  function file(): void {
    const name = fileName("passport", new Date());
    saveFile(name, passport());
    shown.textContent = "";
    said.textContent = here.say("journey-saved", { name });
  }

  function text(): void {
    const lines = writeChunks(packed(), TEXT_LETTERS);
    const area = make("textarea", "xy-code");
    area.readOnly = true;
    area.rows = 8;
    area.value = lines.join("\n");
    shown.textContent = "";
    shown.appendChild(labelled(here.say("my-text-label"), area, "my-text"));
    const copy = button(here.say("my-text-copy"), () => {
      said.textContent = here.say(copyFrom(area) ? "my-text-copied" : "my-text-select");
    });
    shown.appendChild(copy);
    said.textContent = here.say("my-text-how", { n: area.value.length, lines: lines.length });
  }

  function pictures(): void {
    const chunks = writeChunks(packed(), QR_LETTERS);
    shown.textContent = "";
    if (chunks.length > MOST_QR) {
      said.textContent = here.say("my-qr-many", { n: chunks.length });
      return;
    }
    const web = /^https?:$/.test(window.location.protocol);
    const before = web ? window.location.href.replace(/#.*$/, "") + "#" : "";
    const frame = make("div", "xy-qr-frame");
    const turn = make("p", "xy-row");
    let at = 0;
    const show = (): void => {
      const label = here.say("my-qr-one", { n: at + 1, of: chunks.length });
      frame.textContent = "";
      frame.appendChild(drawQr(before, chunks[at]!, "L", label));
      said.textContent = label + here.say(web ? "my-qr-how" : "my-qr-how-file");
      back.disabled = at === 0;
      next.disabled = at === chunks.length - 1;
    };
    const step = (by: number) => (): void => {
      at = Math.min(chunks.length - 1, Math.max(0, at + by));
      show();
    };
    const back = button(here.say("my-qr-back"), step(-1));
    const next = button(here.say("my-qr-next"), step(1));
    shown.appendChild(frame);
    if (chunks.length > 1) {
      turn.appendChild(back);
      turn.appendChild(next);
      shown.appendChild(turn);
    }
    show();
  }

  const dated = (): void => {
    const saved = record.all("backup")[0];
    last.textContent = saved ? here.say("my-copy-last", { day: dayWords(saved.at) }) : here.say("my-copy-never");
  };
  record.onChange(dated);
  dated();
  return box;
}
