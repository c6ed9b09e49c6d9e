/** The page of a sealed exam: ticket, paper, review, sealing, handing in. Past this bundle nothing knows of exams. */
import { all, focusOn, make, one } from "../dom";
import { isObject } from "../record/json";
import { answerOf, answersOf, putBack, valuesOf } from "./answers";
import { Drafts, type Draft } from "./draft";
import { copyText, fillHandover, saveFile } from "./handover";
import { startSteps } from "./order";
import { freshNonce, seal, unlock, type Envelope, type Locked } from "./seal";
import { foldTicket, formOf, showTicket, TICKET_LENGTH, ticketFits } from "./ticket";

interface Data {
  exam: string;
  lang: string;
  minutes: number;
  length: number;
  key: { id: string; public: string };
  modes: string[];
  words: Record<string, string>;
  papers?: string[];
  locked?: Locked;
}

class ExamPage {
  private readonly drafts: Drafts;
  private draft: Draft | null = null;
  private sealed: Envelope | null = null;
  private questions: HTMLElement[] = [];
  private readonly enter: HTMLFormElement;
  private readonly form: HTMLFormElement;

  constructor(
    private readonly section: HTMLElement,
    private readonly data: Data,
  ) {
    this.drafts = new Drafts(data.exam);
    this.enter = this.find<HTMLFormElement>(".xy-exam__enter");
    this.form = this.find<HTMLFormElement>(".xy-exam__form");
    this.listen();
    const kept = this.drafts.read();
    if (kept.sealed && kept.sealed.exam === data.exam) {
      this.sealed = kept.sealed;
      this.finish(false);
    } else if (kept.draft && ticketFits(kept.draft.ticket)) {
      this.draft = kept.draft;
      this.find(".xy-exam__resume p").textContent = this.say("resume", { ticket: showTicket(kept.draft.ticket) });
      this.find(".xy-exam__resume").hidden = false;
    } else {
      this.enter.hidden = false;
    }
    if (!this.drafts.keeps) this.tell("start", this.say("draft-none"));
  }

  private find<T extends HTMLElement = HTMLElement>(selector: string): T {
    const found = one<T>(selector, this.section);
    if (!found) throw new Error(selector);
    return found;
  }

  private say(key: string, values: Record<string, string | number> = {}): string {
    return (this.data.words[key] || key).replace(/{(\w+)}/g, (_, name: string) => String(values[name] ?? ""));
  }

  private tell(state: string, text: string): void {
    const place = one(`[data-state="${state}"] .xy-exam__said`, this.section);
    if (place) place.textContent = text;
  }

  private show(state: string, focus = true): void {
    for (const part of all("[data-state]", this.section)) part.hidden = part.getAttribute("data-state") !== state;
    const heading = one(`[data-state="${state}"] h3`, this.section);
    if (focus && heading) focusOn(heading);
  }

  private listen(): void {
    this.enter.addEventListener("submit", (event) => {
      event.preventDefault();
      this.begin();
    });
    this.form.addEventListener("submit", (event) => event.preventDefault());
    const keep = (): void => this.keep();
    this.form.addEventListener("input", keep);
    this.form.addEventListener("change", keep);
    const doing: Record<string, () => void> = {
      resume: () => this.resume(),
      forget: () => this.forget(),
      review: () => this.review(),
      back: () => this.show("paper"),
      seal: () => this.seal(),
      file: () => this.sealed && saveFile(this.sealed),
      copy: () => {
        const copied = copyText(this.find<HTMLTextAreaElement>(".xy-exam__code"));
        this.find(".xy-exam__last").textContent = this.say(copied ? "copied" : "copy-self");
      },
      erase: () => this.erase(),
    };
    this.section.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest("[data-do]") : null;
      const act = button && doing[button.getAttribute("data-do") || ""];
      if (act) act();
    });
    // Another tab of the same exam has sealed or erased: never seal the same answers twice.
    window.addEventListener("storage", () => {
      const kept = this.drafts.read();
      if (this.draft && kept.sealed && !this.sealed) {
        this.sealed = kept.sealed;
        this.finish(false);
      }
    });
  }

  // --- the start --------------------------------------------------------------

  private fault(field: string, text: string): void {
    const input = this.find<HTMLInputElement>(`#xy-${field}`);
    const place = this.find(`#xy-${field}-error`);
    place.textContent = text;
    if (!text) input.removeAttribute("aria-invalid");
    else {
      input.setAttribute("aria-invalid", "true");
      focusOn(input);
    }
  }

  private begin(): void {
    const ticket = foldTicket(this.find<HTMLInputElement>("#xy-ticket").value);
    const short = ticket.length !== TICKET_LENGTH;
    this.fault("ticket", ticketFits(ticket) ? "" : short ? this.say("ticket-short", { n: ticket.length }) : this.say("ticket-wrong"));
    if (!ticketFits(ticket)) return;
    const mode = all<HTMLInputElement>('input[name="mode"]', this.enter).filter((input) => input.checked)[0];
    if (!mode) return;
    const form = formOf(this.data.exam, ticket, (this.data.papers || this.data.locked?.boxes || []).length);
    if (!this.data.locked) {
      const template = all<HTMLTemplateElement>("template[data-paper]", this.section)[form];
      if (template) this.open(ticket, mode.value, template.getAttribute("data-paper") || "", template.innerHTML);
      return;
    }
    this.tell("start", this.say("passcode-wait"));
    const button = one<HTMLButtonElement>("button", this.enter);
    if (button) button.disabled = true;
    // Two frames, so that the words are on the screen before the key is worked out.
    window.setTimeout(() => {
      const found = this.data.locked ? unlock(this.data.locked, this.find<HTMLInputElement>("#xy-passcode").value, form) : null;
      if (button) button.disabled = false;
      this.tell("start", "");
      this.fault("passcode", found ? "" : this.say("passcode-wrong"));
      if (found) this.open(ticket, mode.value, found.paper, found.html);
    }, 60);
  }

  private open(ticket: string, mode: string, paper: string, html: string): void {
    const before = this.draft;
    const same = before && before.ticket === ticket && before.paper === paper;
    this.draft = same ? { ...before, mode } : { ticket, mode, paper, nonce: freshNonce(), started: Date.now(), values: {} };
    // Our own build wrote this HTML; an encrypted paper is authentic too, only its passcode could have made it.
    this.form.innerHTML = html;
    this.questions = all("fieldset[data-control]", this.form);
    putBack(this.form, this.draft.values);
    for (const question of this.questions) {
      if (question.getAttribute("data-control") === "order") startSteps(question, this.say("order-this"));
    }
    this.show("paper");
    this.keep();
    if (before && !same && before.ticket === ticket) this.tell("paper", this.say("changed"));
    this.tick();
    window.setInterval(() => this.tick(), 15000);
  }

  private resume(): void {
    if (!this.draft) return;
    this.find<HTMLInputElement>("#xy-ticket").value = showTicket(this.draft.ticket);
    for (const input of all<HTMLInputElement>('input[name="mode"]', this.enter)) input.checked = input.value === this.draft.mode;
    this.find(".xy-exam__resume").hidden = true;
    this.enter.hidden = false;
    if (this.data.locked) focusOn(this.find("#xy-passcode"));
    else this.begin();
  }

  private forget(): void {
    this.draft = null;
    this.drafts.erase();
    this.find(".xy-exam__resume").hidden = true;
    this.enter.hidden = false;
    focusOn(this.find("#xy-ticket"));
  }

  // --- the paper --------------------------------------------------------------

  private keep(): void {
    if (!this.draft || this.sealed) return;
    this.draft.values = valuesOf(this.form);
    this.drafts.write({ draft: this.draft, sealed: null });
    if (!this.drafts.keeps) this.tell("paper", this.say("draft-none"));
  }

  /** Advice only: the device's clock may be wrong, and nothing happens when the time is over. */
  private tick(): void {
    if (!this.draft) return;
    const passed = Math.max(0, Date.now() - this.draft.started) / 60000;
    const left = Math.min(this.data.minutes, Math.ceil(this.data.minutes - passed));
    const words = left > 0 ? this.say("left", { n: left }) : this.say("over");
    const clock = this.find(".xy-exam__clock");
    if (clock.textContent !== words) clock.textContent = words;
  }

  private review(): void {
    const open = this.questions.filter((question) => answerOf(question) === null);
    const n = this.questions.length;
    this.find(".xy-exam__sum").textContent = open.length ? this.say("review-open", { n, open: open.length }) : this.say("review-all", { n });
    const list = this.find(".xy-exam__open ul");
    list.textContent = "";
    this.find(".xy-exam__open").hidden = !open.length;
    for (const question of open) {
      const item = make("li");
      const button = make("button", "xy-again", this.say("number", { n: question.id.slice(1) }));
      button.type = "button";
      button.addEventListener("click", () => {
        this.show("paper", false);
        focusOn(question);
      });
      item.appendChild(button);
      list.appendChild(item);
    }
    this.show("review");
  }

  // --- handing in -------------------------------------------------------------

  private seal(): void {
    const draft = this.draft;
    if (!draft || this.sealed) return;
    try {
      const { ticket, paper, nonce } = draft;
      const bound = { exam: this.data.exam, paper, lang: this.data.lang, ticket, nonce };
      const answers = answersOf(this.questions);
      this.sealed = seal({ ...bound, key: this.data.key.id, supervision: draft.mode, answers }, this.data.key.public);
    } catch (error) {
      this.tell("review", this.say("failed", { reason: String(error) }));
      return;
    }
    this.drafts.write({ draft: null, sealed: this.sealed });
    this.finish(true);
  }

  private finish(focus: boolean): void {
    if (!this.sealed) return;
    this.draft = null;
    this.form.textContent = "";
    this.questions = [];
    fillHandover(this.find(".xy-exam__done"), this.sealed, this.data.words["qr-of"] || "");
    this.show("done", focus);
  }

  private erase(): void {
    this.drafts.erase();
    this.sealed = null;
    this.find<HTMLTextAreaElement>(".xy-exam__code").value = "";
    this.find(".xy-exam__qr").textContent = "";
    this.find(".xy-exam__done").hidden = true;
    const last = this.find(".xy-exam__last");
    last.textContent = this.say("erased");
    focusOn(last);
  }
}

function start(): void {
  for (const section of all("section[data-exam]")) {
    const data: unknown = JSON.parse(one(".xy-exam__data", section)?.textContent || "null");
    if (!isObject(data)) continue;
    try {
      new ExamPage(section, data as unknown as Data);
    } catch (error) {
      const words = isObject(data["words"]) ? String(data["words"]["broken"]) : "{reason}";
      section.appendChild(make("p", "xy-exam__error", words.replace("{reason}", String(error))));
    }
  }
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
