"""The record when storage is full, missing, cleared, shared, damaged or very large, and the clock or the content changed."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from driving import watched
from learner import RECORD, UNIT, answer, entries
from playwright.sync_api import BrowserContext, Route, expect
from test_journey import axe, big_record, fits

Make = Callable[..., BrowserContext]

FULL = """const set = Storage.prototype.setItem; let left = 3;
Storage.prototype.setItem = function (k, v) { if (k === 'xinyu/record/1' && left-- <= 0) throw new DOMException('full', 'QuotaExceededError'); set.call(this, k, v); };"""
MISSING = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"
PRIVATE = "Storage.prototype.setItem = function () { throw new DOMException('no', 'QuotaExceededError'); };"


@pytest.mark.parametrize(("script", "says"), [(FULL, "满了"), (MISSING, "不让网页存东西"), (PRIVATE, "不让网页存东西")])
def test_without_storage_one_reads_and_answers_and_is_told_once(
    http: str, open_context: Make, script: str, says: str
) -> None:
    context = open_context(accept_downloads=True)
    context.add_init_script(script)
    page = context.new_page()
    seen = watched(page, http)
    page.goto(f"{http}{UNIT}.html")
    expect(page.locator(".xy-health")).to_be_hidden()
    answer(page, most=2)
    expect(page.locator(".xy-asked form.is-checked")).to_have_count(2)
    expect(page.locator(".xy-health")).to_contain_text(says)
    with page.expect_download() as download:
        page.locator(".xy-health button").click()
    passport = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert sum(e["key"].startswith("draft/") for e in passport["entries"]) == 2
    expect(page.locator(".xy-health textarea")).to_be_visible()
    assert axe(page) == []
    assert fits(page)
    page.goto(f"{http}my.html")
    expect(page.locator("#learned")).to_be_visible()
    assert seen.take() == []


def test_cleared_damaged_and_foreign_storage(http: str, open_context: Make) -> None:
    page = open_context(accept_downloads=True).new_page()
    seen = watched(page, http)
    page.goto(f"{http}{UNIT}.html")
    answer(page, most=1)
    page.evaluate("localStorage.clear()")
    answer(page, most=1)
    assert sum(k.startswith("draft/") for k in entries(page)) == 2, "what the page still knew is written anew"

    stored = page.evaluate("k => localStorage.getItem(k)", RECORD)
    page.evaluate("([k, t]) => localStorage.setItem(k, t)", [RECORD, stored[: len(stored) // 2]])
    page.goto(f"{http}my.html")
    expect(page.locator(".xy-my__stored")).to_contain_text("1 份数据")
    expect(page.locator(".xy-health")).to_contain_text("读不出来")
    with page.expect_download() as download:
        page.locator(".xy-my__stored button").click()
    assert download.value.path().read_text(encoding="utf-8") == stored[: len(stored) // 2]
    assert axe(page) == []

    # the copy made before brings it back
    page.fill(
        "#my-paste", json.dumps({"format": "xinyu-passport", "version": 1, "entries": json.loads(stored)["entries"]})
    )
    page.locator("#bring ~ button").click()
    expect(page.locator("#bring ~ .xy-my__found")).to_contain_text("校验对不上")
    page.locator("#bring ~ .xy-row button").click()
    assert sum(k.startswith("draft/") for k in entries(page)) == 2
    assert seen.take() == []


def test_a_damaged_passport_says_what_is_damaged_and_where(http: str, open_context: Make) -> None:
    page = open_context().new_page()
    page.goto(f"{http}my.html")
    page.evaluate("([k, t]) => localStorage.setItem(k, t)", [RECORD, big_record(60)])
    page.reload()
    page.locator("#copy ~ .xy-row button").nth(1).click()
    lines = page.input_value("#my-text").split("\n")
    assert len(lines) > 3
    page.evaluate("localStorage.clear()")
    page.goto("about:blank")
    page.goto(f"{http}my.html")
    said, found = page.locator("#bring ~ .xy-status"), page.locator("#bring ~ .xy-my__found li")

    def bring(text: str) -> list[str]:
        page.fill("#my-paste", text)
        page.locator("#bring ~ button").click()
        return found.all_inner_texts()

    swapped = lines[1][:50] + ("A" if lines[1][50] != "A" else "B") + lines[1][51:]
    told = bring("\n".join([lines[0], swapped, *lines[3:]])[:-9])
    assert any("第 2 段" in line and lines[1][:14] in line and "字符变了" in line for line in told)
    assert any(f"第 {len(lines)} 段" in line and "没有结尾" in line for line in told)
    assert any("还缺第 2、3" in line for line in told)
    expect(said).to_contain_text("还不全")
    assert bring("\n".join(lines[1:3])) == [f"还缺第 {len(lines)} 段。"], "the pieces before were remembered"
    assert bring(lines[-1]) == []
    expect(said).to_contain_text("读到 60 条")
    for text, says in (
        ("", "空的"),
        ("你好", "不是学习记录"),
        ('{"format":"xinyu-slip"}', "学习小结"),
        ("UX1ABCU", "不全"),
    ):
        bring(text)
        expect(said).to_contain_text(says)
    assert entries(page) == {}


def test_two_tabs_and_erasing_in_two_steps(http: str, open_context: Make) -> None:
    context = open_context()
    one, two = context.new_page(), context.new_page()
    for page in (one, two):
        page.goto(f"{http}{UNIT}.html")
    first = answer(one, most=1)
    second = two.locator(".xy-asked form").nth(1).get_attribute("id")
    two.locator(".xy-done input").last.check()
    expect(one.locator(".xy-done input").last).to_be_checked()
    two.locator(f'form[id="{second}"] input').first.check()
    keys = entries(one)
    assert f"draft/{first[0]}" in keys
    assert f"unit/{UNIT}/task" in keys

    mine = context.new_page()
    mine.goto(f"{http}my.html")
    expect(mine.locator(".xy-my__units li").first).to_contain_text("任务")
    mine.locator("#erase ~ .xy-again").click()
    expect(mine.locator("#erase ~ .xy-notice")).to_be_visible()
    mine.locator("#erase ~ .xy-notice button").nth(1).click()
    assert f"unit/{UNIT}/task" in entries(mine), "not erased"
    mine.locator("#erase ~ .xy-again").click()
    mine.locator("#erase ~ .xy-notice .xy-danger").click()
    expect(mine.locator("#erase ~ .xy-status")).to_have_text("清空了。")
    assert entries(mine) == {}
    expect(one.locator(".xy-done input").last).not_to_be_checked()
    one.locator(".xy-done input").last.check()
    assert set(entries(mine)) <= {f"unit/{UNIT}/task", f"seen/{UNIT}", "paper/t1-c1-1"}, "nothing erased comes back"


def test_a_clock_that_goes_back_loses_nothing(http: str, open_context: Make) -> None:
    page = open_context().new_page()
    page.clock.install(time="2026-11-21T10:00:00")
    page.goto(f"{http}{UNIT}.html")
    page.locator(".xy-done input").last.check()
    page.clock.set_system_time("1999-01-01T00:00:00")
    page.locator(".xy-done input").last.uncheck()
    page.locator(".xy-done input").last.check()
    page.locator(".xy-done input").first.check()
    page.reload()
    expect(page.locator(".xy-done input").last).to_be_checked()
    expect(page.locator(".xy-done input").first).to_be_checked()
    page.goto(f"{http}my.html")
    expect(page.locator(".xy-my__units li").first).to_contain_text("2/4")


def test_content_edited_between_visits(http: str, open_context: Make) -> None:
    context = open_context()
    page = context.new_page()
    page.goto(f"{http}{UNIT}.html")
    first, second = answer(page, most=2)
    meaning = json.loads(page.locator(f'form[id="{first}"] script.xy-model').text_content())["meaning"]

    def edited(route: Route) -> None:
        body = route.fetch().text()
        body = body.replace(meaning, "0" * 16).replace('id="reading"', 'id="reading" data-moved')
        body = body.replace("course/t1/c1-2", "course/t1/c1-9")  # a unit renamed, as far as this page knows
        route.fulfill(body=body, content_type="text/html; charset=utf-8")

    context.route(f"**/{UNIT}.html", edited)
    page.reload()
    expect(page.locator(f'form[id="{first}"]')).not_to_have_class("is-checked")
    assert "is-checked" not in (page.locator(f'form[id="{first}"]').get_attribute("class") or "")
    assert "is-checked" in (page.locator(f'form[id="{second}"]').get_attribute("class") or "")
    assert f"draft/{first}" in entries(page), "the old answer is kept all the same"


def test_a_thousand_stored_units(http: str, open_context: Make) -> None:
    page = open_context().new_page()
    seen = watched(page, http)
    page.goto(f"{http}index.html")
    page.evaluate(THOUSAND, RECORD)
    page.goto(f"{http}{UNIT}.html")
    answer(page, most=2)
    page.goto(f"{http}course/t1.html")
    expect(page.locator(".xy-item__state").first).to_be_visible()
    page.goto(f"{http}my.html")
    expect(page.locator(".xy-my__tries li")).to_have_count(1000)
    page.locator("#copy ~ .xy-row button").nth(2).click()
    expect(page.locator("#copy ~ .xy-status")).to_contain_text("用文件更省事")
    assert len(entries(page)) > 5000
    assert seen.take() == []


THOUSAND = """key => {
  const made = [];
  const put = (key, value) => made.push({key, n: made.length + 1, at: '2026-11-21T10:00', by: 'abcdef', value});
  for (let i = 0; i < 1000; i++) {
    const answers = {};
    for (let q = 0; q < 5; q++) answers['u' + i + '-q' + q] = ['a', 'c'];
    put('attempt/u' + i + '/v' + i + '-1', {paper: {seed: 's' + i, items: Object.keys(answers).map(id => id + '@0123456789abcdef')}, answers, points: 4, of: 5, critical: true, passed: true});
    for (const part of ['reading', 'cases', 'quiz', 'task']) put('unit/course/u' + i + '/' + part, {done: true});
  }
  localStorage.setItem(key, JSON.stringify({format: 'xinyu-record', version: 1, id: 'thousand0000', erased: [], entries: made}));
}"""


@pytest.mark.parametrize(
    ("agent", "says"),
    [(None, ""), ("Mozilla/5.0 (iPhone) Safari/604.1", "七天"), ("Mozilla/5.0 (Linux) MicroMessenger/8.0", "清缓存")],
)
def test_the_course_page_reminds_of_a_copy_until_one_is_made(
    http: str, open_context: Make, agent: str | None, says: str
) -> None:
    context = open_context(accept_downloads=True, **({"user_agent": agent} if agent else {}))
    page = context.new_page()
    page.goto(f"{http}course/t1.html")
    reminder = page.locator(".xy-journey .xy-keep")
    expect(reminder).to_be_hidden()
    page.evaluate(FINISHED, [RECORD, UNIT])
    page.reload()
    expect(reminder).to_contain_text("有 1 个还只记在这个浏览器里")
    expect(reminder).to_contain_text(says)
    assert axe(page) == []
    assert fits(page)
    go_on = page.locator(".xy-journey .xy-next").bounding_box()
    words = page.locator(".xy-journey .xy-next").evaluate(
        "e => { const r = document.createRange(); r.selectNodeContents(e); return r.getBoundingClientRect().left; }"
    )
    assert words - go_on["x"] > 12, "the words of the way on stick to the edge of their button"
    reminder.get_by_role("link").click()
    with page.expect_download():
        page.locator("#copy ~ .xy-row button").first.click()
    page.goto(f"{http}course/t1.html")
    expect(page.locator(".xy-journey__next")).to_be_visible()
    expect(reminder).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_my_page_slip_course_and_finish_for_everyone(http: str, open_context: Make, scheme: str) -> None:
    context = open_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{http}index.html")
    page.evaluate(FINISHED, [RECORD, UNIT])
    for path in ("course/t1.html", f"{UNIT}.html", "en/course/t1.html"):
        page.goto(http + path)
        assert axe(page) == [], path
        assert fits(page), path
    for path in ("my.html", "en/my.html"):
        page.goto(http + path)
        for button in (2, 1):
            page.locator("#copy ~ .xy-row button").nth(button).click()
            assert fits(page), path
        page.locator("#erase ~ .xy-again").click()
        page.locator("#slip ~ form .xy-next").click()
        expect(page.locator(".xy-slip .xy-qr").first).to_be_visible()
        assert axe(page) == [], path
        assert fits(page), path
    page.emulate_media(media="print")
    page.evaluate("document.documentElement.setAttribute('data-xy-print', 'slip')")
    shown = page.evaluate("document.querySelector('main').innerText")
    assert "Record of self-study" in shown
    assert "Erase" not in shown
    assert "not a certificate of any authority" in shown


FINISHED = """([key, unit]) => {
  const made = [];
  const put = (key, value) => made.push({key, n: made.length + 1, at: '2026-11-21T10:00', by: 'abcdef', value});
  for (const part of ['reading', 'cases', 'quiz', 'task']) put('unit/' + unit + '/' + part, {done: true});
  put('role', 'nurse'); put('attempt/t1-c1-1/v1-1', {points: 4, of: 5, passed: true});
  put('case/t1-c1-1-case-1/v1-2', {answer: {path: [], first: '我在，慢慢说。'}, ending: 'e1'});
  put('kept/r1', 'one'); put('draft/q', {meaning: 'x', answer: 'a'}); put('odd/thing', {x: 1});
  made.push({key: 'kept/r1', n: 9, at: '2026-11-20T09:00', by: 'ghijkl', value: 'two'});
  localStorage.setItem(key, JSON.stringify({format: 'xinyu-record', version: 1, id: 'finished0000', erased: [], entries: made}));
}"""


def test_without_javascript_the_pages_read_well(http: str, open_context: Make) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto(f"{http}course/t1.html")
    assert page.locator(".xy-units .xy-item").count() >= 6
    assert "C1.1 · 45 分钟" in page.inner_text(".xy-units")
    page.goto(f"{http}{UNIT}.html")
    assert page.locator(".xy-live--unit a").count() == 4
    assert "约 14 分钟" in page.inner_text("main")
    page.goto(f"{http}my.html")
    assert "需要打开 JavaScript" in page.inner_text("main")
    assert "七天" in page.inner_text("main")


def test_a_file_that_holds_the_letters_of_a_code_by_chance_is_read(http: str, open_context: Make) -> None:
    page = open_context(accept_downloads=True).new_page()
    page.goto(f"{http}my.html")
    record = json.loads(big_record(3))
    record["entries"][0]["value"] = "tux 1, and more"
    page.evaluate("([k, t]) => localStorage.setItem(k, t)", [RECORD, json.dumps(record)])
    page.reload()
    with page.expect_download() as download:
        page.locator("#copy ~ .xy-row button").nth(0).click()
    other = open_context().new_page()
    other.goto(f"{http}my.html")
    other.set_input_files("#my-file", download.value.path())
    expect(other.locator("#bring ~ .xy-status")).to_contain_text("条这里还没有")
    other.fill("#my-paste", download.value.path().read_text(encoding="utf-8"))
    other.locator("#bring ~ button").click()
    expect(other.locator("#bring ~ .xy-status")).to_contain_text("条这里还没有")
