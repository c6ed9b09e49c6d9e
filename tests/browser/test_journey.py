"""A course is learnt in the browser: on http, on a plain host name and from a stick, to the slip and to another device."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from driving import AXE, watched
from learner import RECORD, UNIT, answer, entries, passed, read_on, walk_cases
from playwright.sync_api import BrowserContext, Page, expect

from generator.records.slip import read_slip

Make = Callable[..., BrowserContext]


def axe(page: Page) -> list[str]:
    page.evaluate("scrollTo(0, 0)")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [f"{v['id']}: {n['html'][:120]}" for v in found for n in v["nodes"]]


def fits(page: Page) -> bool:
    """Nothing is wider than the screen."""
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.fixture(params=["http", "lan", "file"])
def place(request: pytest.FixtureRequest, site: Path) -> str:
    return f"{site.as_uri()}/" if request.param == "file" else request.getfixturevalue(request.param)


def test_a_unit_from_the_course_page_to_another_device(place: str, open_context: Make, tmp_path: Path) -> None:
    page = open_context(accept_downloads=True).new_page()
    seen = watched(page, place)
    learn(page, place)
    print_slip(page, place, tmp_path)
    code = copies(page, tmp_path)
    before = entries(page)
    assert seen.take() == []
    bring(open_context().new_page(), place, code, before, tmp_path)


def learn(page: Page, place: str) -> None:
    """From the course page through one unit, with a break in the middle of the quiz, and back."""
    page.goto(f"{place}course/t1.html")
    page.select_option("#journey-role", "homeroom")
    start = page.locator(".xy-journey .xy-next")
    expect(start).to_contain_text("C1.1")
    start.click()
    expect(page.locator(".xy-progress__words")).to_have_text("4 步里做完了 0 步")
    expect(page.locator(".xy-finish")).to_be_hidden()

    # jumping past the reading is not reading it; reading it is
    page.locator('.xy-live--unit a[href="#quiz"]').click()
    assert f"unit/{UNIT}/reading" not in entries(page)
    read_on(page)
    expect(page.locator("#cases ~ *").first).to_be_attached()
    assert page.wait_for_function("k => localStorage.getItem(k).includes('/reading')", arg=RECORD)
    expect(page.locator(".xy-done input").first).to_be_checked()

    # away in the middle of the quiz, and back
    first = answer(page, most=1)
    half = answer(page, most=1, check=False)
    page.reload()
    expect(page.locator(f'form[id="{first[0]}"]')).to_have_class(re.compile("is-checked"))
    assert page.locator(f'form[id="{half[0]}"] :checked').count() or entries(page)[f"draft/{half[0]}"]
    expect(page.locator(".xy-done input").first).to_be_checked()

    walk_cases(page)
    passed(page)
    expect(page.locator(".xy-finish")).to_be_hidden()
    page.locator(".xy-done input").last.check()
    expect(page.locator(".xy-finish")).to_be_visible()
    expect(page.locator(".xy-finish .xy-next")).to_contain_text("C1.2")
    expect(page.locator(".xy-live--unit .xy-progress__words")).to_have_text("4 步里做完了 4 步")
    assert fits(page)
    page.locator(".xy-finish .xy-again").click()

    done = page.locator(f'[data-unit="{UNIT}"] .xy-item__state')
    expect(done).to_contain_text("学完")
    expect(page.locator(".xy-journey .xy-next")).to_contain_text("C1.2")
    rows = page.locator(".xy-hours__table tbody tr").all_inner_texts()
    assert [re.split(r"\s+", row.strip())[-2:] for row in rows] == [["1.1", "8.9"], ["1", "9"], ["0.7", "9.3"]]


def print_slip(page: Page, place: str, tmp_path: Path) -> None:
    page.goto(f"{place}my.html")
    expect(page.locator("#learned ~ *").first).to_be_visible()
    page.fill("#slip-name", "试用老师")
    page.fill("#slip-date", "2026-11-21")
    page.locator("#slip ~ form .xy-next").click()
    expect(page.locator(".xy-slip")).to_contain_text("不是教育主管部门颁发的证书")
    with page.expect_download() as download:
        page.locator(".xy-slip-tools .xy-again").click()
    download.value.save_as(tmp_path / "slip.json")
    slip, problems = read_slip((tmp_path / "slip.json").read_bytes(), "slip.json")
    assert problems == ()
    assert slip is not None
    assert (slip.name, slip.minutes, slip.role, len(slip.units[0].quizzes)) == ("试用老师", 45, "homeroom", 1)
    assert "试用老师" not in page.evaluate("JSON.stringify(localStorage)")


def copies(page: Page, tmp_path: Path) -> str:
    """The text code; the file is laid beside it."""
    page.locator("#copy ~ .xy-row button").nth(1).click()
    code = page.input_value("#my-text")
    with page.expect_download() as download:
        page.locator("#copy ~ .xy-row button").nth(0).click()
    download.value.save_as(tmp_path / "passport.json")
    return code


def bring(other: Page, place: str, code: str, before: dict[str, object], tmp_path: Path) -> None:
    """Another device: the code in pieces, through a chat; then the same from the file."""
    other.goto(f"{place}my.html")
    lines = code.split("\n")
    other.fill("#my-paste", "「" + lines[-1].lower() + "」")
    other.locator("#bring ~ button").click()
    said = other.locator("#bring ~ .xy-status")
    if len(lines) > 1:
        expect(said).to_contain_text(f"共 {len(lines)} 段")
        other.fill("#my-paste", "\n我: ".join(lines[:-1]))
        other.locator("#bring ~ button").click()
    other.locator("#bring ~ .xy-row button").click()
    expect(said).to_contain_text("并好了")
    mine = {k: v for k, v in before.items() if k != "backup"}
    assert {k: v for k, v in entries(other).items() if k != "backup"} == mine
    other.set_input_files("#my-file", tmp_path / "passport.json")
    expect(said).to_contain_text("条这里还没有")
    other.goto(f"{place}{UNIT}.html")
    expect(other.locator(".xy-finish")).to_be_visible()
    expect(other.locator(".xy-result--passed")).to_be_visible()


def test_qr_chunks_open_this_page_one_after_the_other(http: str, open_context: Make) -> None:
    context = open_context()
    page = context.new_page()
    page.goto(f"{http}my.html")
    page.evaluate("([k, t]) => localStorage.setItem(k, t)", [RECORD, big_record(40)])
    page.reload()
    page.locator("#copy ~ .xy-row button").nth(2).click()
    expect(page.locator(".xy-qr")).to_be_visible()
    of = int(re.search(r"共 (\d+) 张", page.inner_text("#copy ~ .xy-status"))[1])
    assert of > 1
    page.locator("#copy ~ .xy-row button").nth(1).click()
    chunks = page.input_value("#my-text").split("\n")
    phone = open_context().new_page()
    for chunk in chunks[1:] + chunks[:1]:
        phone.goto(f"{http}my.html#{chunk}")
        expect(phone.locator("#bring ~ .xy-status")).not_to_be_empty()
        phone.reload()  # a camera opens a new page each time
        phone.goto("about:blank")
    phone.goto(f"{http}my.html#{chunks[0]}")
    expect(phone.locator("#bring ~ .xy-status")).to_contain_text("条这里还没有")
    assert "UX1" not in phone.url
    phone.locator("#bring ~ .xy-row button").click()
    assert len([k for k in entries(phone) if k.startswith("kept/")]) == 40


def big_record(count: int) -> str:
    """A record with `count` texts, all different, so that it does not deflate to nothing."""
    text = "".join(chr(0x4E00 + (i * 7919) % 20000) for i in range(count * 12))
    made = [
        {"key": f"kept/r{i}", "n": i + 1, "at": "2026-11-21T10:00", "by": "abcdef", "value": text[i * 12 : i * 12 + 12]}
        for i in range(count)
    ]
    return json.dumps({"format": "xinyu-record", "version": 1, "id": "bigrecord000", "erased": [], "entries": made})
