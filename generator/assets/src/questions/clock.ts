/**
 * The time a paper may take, where its quiz has a limit. What is kept is the time spent, not when it began: while the
 * page is open no clock of the device is asked, and one moved back gives nothing back. Readers may have the limit again
 * as often as they need it (WCAG 2.2, 2.2.1); the record says that they did.
 */
import { focusOn, make, say, word } from "../dom";

/** Seconds a paper has taken, seconds granted besides the limit, and when this was known (ms since 1970). */
export interface Spent {
  seconds: number;
  extra: number;
  seen: number;
}

export interface Clock {
  /** Goes on from what a paper has taken; without it the clock waits for `begin`. */
  take(spent: Spent | null): void;
  /** The first answer is given. */
  begin(): void;
  /** What is to be kept; null where nothing was begun. */
  spent(): Spent | null;
  stop(): void;
}

const KEPT_EVERY = 15; // seconds
const LEAST = 60; // seconds from the warning to the end, and for whoever comes back late

/** A clock shown in `box`; `keep` is called now and then while it runs, `over` when the time is up. */
export function startClock(box: HTMLElement, minutes: number, keep: () => void, over: () => void): Clock {
  const limit = minutes * 60;
  const shown = make("p", "xy-hint xy-time");
  const said = make("p", "xy-hint");
  const more = make("button", "xy-again", say("q-time-more", { n: minutes }));
  let before = 0;
  let extra = 0;
  let begun = false;
  let since = -1;
  let kept = 0;
  let timer = 0;
  said.setAttribute("role", "status");
  more.type = "button";
  more.hidden = true;
  box.append(shown, said, more);

  const seconds = (): number => Math.floor(before + (since < 0 ? 0 : (performance.now() - since) / 1000));
  const left = (): number => limit + extra - seconds();
  const whole = (rest: number): number => Math.max(1, Math.ceil(rest / 60));

  function stop(): void {
    if (timer) window.clearInterval(timer);
    timer = 0;
    before = seconds();
    since = -1;
    more.hidden = true;
  }
  function run(): void {
    begun = true;
    since = performance.now();
    timer = window.setInterval(tick, 1000);
    tick();
  }
  function tick(): void {
    const rest = left();
    if (rest <= 0) {
      stop();
      shown.textContent = "";
      said.textContent = word("q-time-over");
      over();
      return;
    }
    shown.textContent = say("q-time-left", { n: whole(rest) });
    if (more.hidden && rest <= Math.max(LEAST, limit / 5)) {
      more.hidden = false;
      said.textContent = say("q-time-soon", { n: whole(rest) });
    }
    if (seconds() - kept >= KEPT_EVERY) {
      kept = seconds();
      keep();
    }
  }
  more.addEventListener("click", () => {
    extra += limit;
    more.hidden = true;
    said.textContent = say("q-time-given", { n: minutes });
    tick();
    keep();
    focusOn(shown);
  });

  return {
    take(spent) {
      stop();
      said.textContent = "";
      before = spent ? spent.seconds + Math.max(0, (Date.now() - spent.seen) / 1000) : 0;
      extra = spent ? spent.extra : 0;
      kept = seconds();
      if (!spent) {
        begun = false;
        shown.textContent = say("q-minutes", { n: minutes });
        return;
      }
      extra += Math.max(0, LEAST - left());
      run();
    },
    begin() {
      if (!begun) run();
    },
    spent: () => (!begun ? null : { seconds: seconds(), extra, seen: Date.now() }),
    stop,
  };
}
