"""A learner at work: reads to the end, walks cases, answers a quiz; and what the browser then remembers."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page

UNIT = "course/t1/c1-1"
RECORD = "xinyu/record/1"
TYPES = ("single", "truefalse", "multiple", "match")


def entries(page: Page) -> dict[str, Any]:
    """The stored record: key -> value, tombstones left out."""
    text = page.evaluate("k => localStorage.getItem(k)", RECORD)
    found = json.loads(text)["entries"] if text else []
    return {e["key"]: e["value"] for e in found if e["value"] is not None}


def read_on(page: Page) -> None:
    """Scrolls through the reading as a reader does, until its end has been in view."""
    page.evaluate("document.getElementById('reading').scrollIntoView()")
    for _ in range(120):
        page.mouse.wheel(0, 500)
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
        if page.evaluate("document.getElementById('cases').getBoundingClientRect().top < 0"):
            return
    raise AssertionError("the reading has no end")


def walk_cases(page: Page) -> None:
    """Each case to an ending, by its first choices, as long as there are any."""
    for case in page.locator("[data-case]").all():
        for _ in range(12):
            if case.locator(".xy-ending:visible").count():
                break
            if case.locator(".xy-turn:visible .xy-next").count():
                case.locator(".xy-turn:visible .xy-next").click()
            else:
                case.locator(".xy-node:visible .xy-choices a").first.click()
        else:
            raise AssertionError("a case without an end")


ANSWER = """form => {
  const model = JSON.parse(form.querySelector('script.xy-model').textContent), key = model.key;
  const change = field => { for (const name of ['input', 'change']) field.dispatchEvent(new Event(name, {bubbles: true})); };
  for (const input of form.querySelectorAll('fieldset input')) {
    if ([].concat(key).map(String).includes(input.value)) { input.click(); }
  }
  for (const select of form.querySelectorAll('fieldset select')) {
    const id = select.name.slice(model.id.length + 1);
    select.value = key[id]; change(select);
  }
  return model.id;
}"""


def answer(page: Page, *, most: int = 99, check: bool = True) -> list[str]:
    """Answers open questions of the unit's quiz rightly, one after the other; gives their ids."""
    done: list[str] = []
    while len(done) < most:
        form = page.locator(".xy-asked form[data-live]:not(.is-checked)").first
        if not form.count():
            break
        done.append(form.evaluate(ANSWER))
        if not check:
            break
        form.locator(".xy-check").click()
    return done


def passed(page: Page) -> None:
    """The quiz passed, with another paper where the first one was not enough."""
    for _ in range(4):
        answer(page)
        if page.locator(".xy-result--passed").count():
            return
        page.locator(".xy-result .xy-again").last.click()
    raise AssertionError("the quiz cannot be passed")
