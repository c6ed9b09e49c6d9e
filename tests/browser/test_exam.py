"""A sealed exam sat in a real browser, from the ticket to the school's machine."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from driving import PHONE, ROOT, serving
from exam_project import EXAM, KEY_ID, PASSCODE, PRIVATE, exam_project, paper_for, right_answers, sitting_of, ticket
from leaks import find_leaks
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from support import TODAY
from test_access import violations

from generator.app import compile_project
from generator.hosts.site import build_site
from generator.load.project import load_project
from generator.model.record import Lang
from generator.records.exam.intake import read_all
from generator.records.exam.opening import Opening, Result, Sitting
from generator.records.exam.ticket import show_ticket

LAN_HOST = "school.lan"  # as the browser fixture resolves it
TICKET = ticket(5)
SHOWN = show_ticket(TICKET)
JSQR = ROOT / "generator" / "assets" / "node_modules" / "jsqr" / "dist" / "jsQR.js"
READ_QR = """() => Array.from(document.querySelectorAll('.xy-exam__qr svg')).map(svg => {
  const size = svg.viewBox.baseVal.width, scale = 3, wide = size * scale;
  const pixels = new Uint8ClampedArray(wide * wide * 4).fill(255);
  const dark = (x, y) => { for (let a = 0; a < scale; a++) for (let b = 0; b < scale; b++) {
    const at = ((y * scale + a) * wide + x * scale + b) * 4; pixels[at] = pixels[at + 1] = pixels[at + 2] = 0; } };
  const path = Array.from(svg.querySelectorAll('path')).pop().getAttribute('d');
  for (const [, x, y, run] of path.matchAll(/M(\\d+) (\\d+)h(\\d+)v1h-\\d+z/g)) for (let i = 0; i < +run; i++) dark(+x + i, +y);
  return jsQR(pixels, wide, wide).data;
})"""


class Site:
    """A built site with an exam, and what the school's machine knows of it."""

    def __init__(self, folder: Path, passcode: str) -> None:
        self.root = exam_project(folder / "p", passcode=passcode)
        for name in ("mkdocs.yml", "mkdocs.en.yml"):
            shutil.copyfile(ROOT / name, self.root / name)
        self.folder = folder / "考试 site"
        build_site(compile_project(self.root, TODAY), self.folder)
        self.sitting: Sitting = sitting_of(self.root)

    def open(self, *paths: Path) -> list[Result]:
        opening = Opening({EXAM: self.sitting}, KEY_ID, bytes(PRIVATE))
        return list(opening.open_all(read_all(paths)))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(tmp_path_factory.mktemp("plain"), "")


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(tmp_path_factory.mktemp("locked"), PASSCODE)


@pytest.fixture(scope="module")
def served(plain: Site) -> Iterator[str]:
    with serving(plain.folder) as address:
        yield address


def start(page: Page, base: str, shown: str = SHOWN, mode: str = "unsupervised") -> None:
    page.goto(f"{base}{EXAM}.html")
    page.locator("#xy-ticket").fill(shown)
    page.locator(f"input[value={mode}]").check()


def answer_right(page: Page, site: Site, lang: Lang = "zh") -> None:
    """Answers every question with its right answer, by the controls a reader has."""
    _, paper = paper_for(site.sitting, TICKET, lang)
    for number, answer in right_answers(paper).items():
        question = page.locator(f"#q{number}")
        control = question.get_attribute("data-control")
        if control in {"one", "many"}:
            for value in [answer] if isinstance(answer, str) else answer:
                question.locator(f"input[value='{value}']").check()
        elif control == "order":
            arrange(question, [f"q{number}-{option}" for option in answer])
        elif isinstance(answer, dict):
            for name, value in answer.items():
                question.locator(f"[name=q{number}-{name}]").select_option(value)
        else:
            question.locator("input").first.fill(answer if isinstance(answer, str) else answer[0])


def arrange(question: Locator, names: list[str]) -> None:
    """Moves the steps with their buttons; a name is that of the place's hidden list."""
    for place, name in enumerate(names):
        row = question.locator(f"li:has([name={name}])")
        while row.evaluate("e => Array.from(e.parentNode.children).indexOf(e)") > place:
            row.locator(".xy-step__go--up").click()
    question.get_by_role("checkbox").check()


def receipt(page: Page) -> str:
    return page.locator(".xy-exam__receipt strong").inner_text()


def kept(page: Page) -> str:
    return str(page.evaluate("JSON.stringify(localStorage)"))


WAYS = ("file", "code", "qr")


@pytest.mark.parametrize("way", WAYS)
def test_a_whole_exam_reaches_the_school(
    way: str, plain: Site, served: str, open_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    """Each way of handing in, and each place a site may lie: a stick, http, http in the school's network."""
    lang: Lang = "en" if way == "code" else "zh"
    places = {"file": f"{plain.folder.as_uri()}/", "code": f"{served}en/", "qr": served.replace("127.0.0.1", LAN_HOST)}
    page = open_context(accept_downloads=True).new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    start(page, places[way], SHOWN.lower().replace("-", " "))
    if way == "qr":
        assert page.evaluate("isSecureContext") is False
    page.locator(".xy-exam__enter button").click()
    expect(page.locator(".xy-exam__paper h3")).to_be_focused()
    answer_right(page, plain, lang)

    page.reload()  # in the middle: everything is still there
    expect(page.locator(".xy-exam__resume")).to_contain_text(SHOWN)
    page.locator("[data-do=resume]").click()
    page.locator("[data-do=review]").click()
    expect(page.locator(".xy-exam__open")).to_be_hidden()
    page.locator("[data-do=seal]").click()
    expect(page.locator(".xy-exam__done h3")).to_be_focused()
    assert TICKET not in kept(page)  # the draft is gone; what stays is sealed

    handed = tmp_path / f"handed.{'json' if way == 'file' else 'txt'}"
    if way == "file":
        with page.expect_download() as download:
            page.locator("[data-do=file]").click()
        download.value.save_as(handed)
    elif way == "code":
        handed.write_text("收到\n" + page.locator(".xy-exam__code").input_value(), "utf-8")
        page.locator("[data-do=copy]").click()
        expect(page.locator(".xy-exam__last")).not_to_be_empty()
    else:
        page.evaluate(JSQR.read_text("utf-8") + "; 0")
        handed.write_text("\n".join(reversed(page.evaluate(READ_QR))), "utf-8")
    (result,) = plain.open(handed)
    assert (result.reason, result.right, result.of, result.passed) == ("", 8, 8, True)
    assert (result.ticket, result.receipt, result.lang) == (SHOWN, receipt(page), lang)

    before = receipt(page)
    page.reload()  # still there to be handed in again
    assert receipt(page) == before
    page.locator("[data-do=erase]").click()
    expect(page.locator(".xy-exam__last")).to_be_focused()
    assert "exam" not in kept(page)
    assert faults == []


def test_wrong_tickets_are_told_apart_and_nothing_opens(plain: Site, page: Page) -> None:
    base = f"{plain.folder.as_uri()}/"
    start(page, base, "1234")
    page.locator(".xy-exam__enter button").click()
    error = page.locator("#xy-ticket-error")
    expect(error).to_contain_text("4")
    expect(page.locator("#xy-ticket")).to_be_focused()
    short = error.inner_text()
    page.locator("#xy-ticket").fill(SHOWN[:-1] + ("0" if SHOWN[-1] != "0" else "1"))
    page.locator(".xy-exam__enter button").click()
    expect(error).not_to_have_text(short)
    expect(page.locator("#xy-ticket")).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".xy-exam__paper")).to_be_hidden()
    page.locator("#xy-ticket").fill(SHOWN)
    page.locator(".xy-exam__enter button").click()
    expect(page.locator(".xy-exam__paper")).to_be_visible()


def test_a_locked_paper_opens_with_its_passcode_and_again_after_a_reload(
    locked: Site, page: Page, tmp_path: Path
) -> None:
    base = f"{locked.folder.as_uri()}/"
    start(page, base, mode="supervised")
    _, paper = paper_for(locked.sitting, TICKET)
    stem = paper.places[0].question.stem.zh
    assert stem not in page.content()
    page.locator("#xy-passcode").fill(PASSCODE[:-1] + "8")
    page.locator(".xy-exam__enter button").click()
    expect(page.locator("#xy-passcode-error")).not_to_be_empty()
    expect(page.locator(".xy-exam__paper")).to_be_hidden()
    page.locator("#xy-passcode").fill(PASSCODE.lower().replace(" ", "-"))
    page.locator(".xy-exam__enter button").click()
    expect(page.locator("#q1")).to_contain_text(stem)
    answer_right(page, locked)
    assert stem not in kept(page)
    page.reload()
    page.locator("[data-do=resume]").click()
    expect(page.locator("#xy-passcode")).to_be_focused()
    page.locator("#xy-passcode").fill(PASSCODE)
    page.keyboard.press("Enter")
    expect(page.locator("#q1")).to_be_visible()
    page.locator("[data-do=review]").click()
    page.locator("[data-do=seal]").click()
    handed = tmp_path / "a.txt"
    handed.write_text(page.locator(".xy-exam__code").input_value(), "utf-8")
    (result,) = locked.open(handed)
    assert (result.reason, result.passed, result.supervision) == ("", True, "supervised")


def test_review_names_what_is_open_and_leads_there(plain: Site, page: Page) -> None:
    start(page, f"{plain.folder.as_uri()}/")
    page.locator(".xy-exam__enter button").click()
    page.locator("fieldset[data-control=order] .xy-step__go--down").first.click()
    page.locator("[data-do=review]").click()
    expect(page.locator(".xy-exam__open button")).to_have_count(7)
    page.locator(".xy-exam__open button").last.click()
    name = page.evaluate("document.activeElement.id")
    assert name in {"q7", "q8"}
    expect(page.locator(f"#{name}")).to_be_visible()


def test_steps_are_put_in_order_with_buttons_and_only_then_answered(plain: Site, page: Page) -> None:
    start(page, f"{plain.folder.as_uri()}/")
    page.locator(".xy-exam__enter button").click()
    order = page.locator("fieldset[data-control=order]")
    rows, sure = order.locator("ol > li"), order.get_by_role("checkbox", name="就按这个顺序交")
    names = rows.locator("select").evaluate_all("fields => fields.map(f => f.name)")
    places = "fields => fields.map(f => f.value).join()"
    expect(sure).not_to_be_checked()
    assert order.locator("select:visible").count() == 0
    assert rows.locator("select").evaluate_all(places) == ",,,", "nobody has answered yet"

    # as it stands: said with a tick, taken back with it
    sure.check()
    assert rows.locator("select").evaluate_all(places) == "1,2,3,4"
    sure.uncheck()
    assert rows.locator("select").evaluate_all(places) == ",,,"

    # by keyboard: the focus stays on the button, and where the step is now is said
    text = rows.first.locator(".xy-step__text").inner_text()
    down = order.get_by_role("button", name=f"下移：{text}")
    down.focus()
    page.keyboard.press("Enter")
    expect(down).to_be_focused()
    expect(order.get_by_role("status")).to_have_text(f"“{text}”现在是第 2 步")
    expect(sure).to_be_checked()
    page.keyboard.press("Space")
    page.keyboard.press("Space")
    expect(down).to_have_attribute("aria-disabled", "true")
    page.keyboard.press("Enter")
    assert rows.locator("select").evaluate_all("fields => fields.map(f => f.name)") == [*names[1:], names[0]]

    page.reload()
    page.locator("[data-do=resume]").click()
    assert rows.locator("select").evaluate_all("fields => fields.map(f => f.name)") == [*names[1:], names[0]]
    expect(sure).to_be_checked()


def test_without_storage_it_says_so_and_still_works(
    plain: Site, open_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    context = open_context()
    context.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"
    )
    page = context.new_page()
    start(page, f"{plain.folder.as_uri()}/")
    expect(page.locator("[data-state=start] .xy-exam__said")).not_to_be_empty()
    page.locator(".xy-exam__enter button").click()
    expect(page.locator("[data-state=paper] .xy-exam__said")).not_to_be_empty()
    answer_right(page, plain)
    page.locator("[data-do=review]").click()
    page.locator("[data-do=seal]").click()
    handed = tmp_path / "a.txt"
    handed.write_text(page.locator(".xy-exam__code").input_value(), "utf-8")
    assert plain.open(handed)[0].passed


def test_two_tabs_seal_once(plain: Site, served: str, open_context: Callable[..., BrowserContext]) -> None:
    context = open_context()
    one, two = context.new_page(), context.new_page()
    start(one, served)
    one.locator(".xy-exam__enter button").click()
    one.locator("fieldset input").first.check()
    two.goto(f"{served}{EXAM}.html")
    two.locator("[data-do=resume]").click()
    two.locator("[data-do=review]").click()
    one.locator("[data-do=review]").click()
    one.locator("[data-do=seal]").click()
    expect(two.locator(".xy-exam__done")).to_be_visible()
    assert receipt(one) == receipt(two)


def test_a_clock_turned_back_or_ahead_takes_nothing_away(plain: Site, page: Page) -> None:
    page.clock.install(time="2026-11-21T08:00:00")
    start(page, f"{plain.folder.as_uri()}/")
    page.locator(".xy-exam__enter button").click()
    clock = page.locator(".xy-exam__clock")
    expect(clock).to_contain_text("20")
    page.clock.fast_forward("26:00")
    expect(clock).not_to_contain_text("20")
    expect(page.locator("#q1 input, #q1 select").first).to_be_enabled()
    page.clock.set_system_time("2026-11-20T08:00:00")
    page.clock.run_for(16_000)
    expect(clock).to_contain_text("20")


def test_the_keyboard_alone_is_enough(plain: Site, page: Page, tmp_path: Path) -> None:
    page.goto(f"{plain.folder.as_uri()}/{EXAM}.html")
    page.locator("#xy-ticket").focus()
    page.keyboard.type(SHOWN)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "submit":
            break
    page.keyboard.press("Enter")
    expect(page.locator(".xy-exam__paper h3")).to_be_focused()
    for _ in range(60):  # through every control, each given something
        page.keyboard.press("Tab")
        kind = page.evaluate("document.activeElement.type || ''")
        if kind in {"radio", "checkbox"}:
            if not page.evaluate("document.activeElement.checked"):
                page.keyboard.press("Space")
        elif kind == "text":
            page.keyboard.type("12")
        elif kind == "select-one":
            page.keyboard.press("ArrowDown")
        elif kind == "button" and page.evaluate("document.activeElement.matches('.xy-step__go')"):
            if page.evaluate("!document.activeElement.closest('fieldset').querySelector('input:checked')"):
                page.keyboard.press("Enter")  # one move is enough of an answer
        elif kind == "button":
            break
    page.keyboard.press("Enter")
    expect(page.locator(".xy-exam__review h3")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".xy-exam__done h3")).to_be_focused()
    handed = tmp_path / "a.txt"
    handed.write_text(page.locator(".xy-exam__code").input_value(), "utf-8")
    assert plain.open(handed)[0].reason == ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state_and_nothing_is_cut_off(
    scheme: str, locked: Site, plain: Site, browser: Browser
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport=PHONE)
    page = context.new_page()

    def looked_at() -> None:
        assert not (found := violations(page)), found
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    start(page, f"{locked.folder.as_uri()}/" + ("en/" if scheme == "dark" else ""), "1234")
    page.locator("#xy-passcode").fill("x")
    page.locator(".xy-exam__enter button").click()
    expect(page.locator("#xy-ticket-error")).not_to_be_empty()
    looked_at()
    start(page, f"{plain.folder.as_uri()}/" + ("en/" if scheme == "dark" else ""))
    page.locator(".xy-exam__enter button").click()
    page.locator("fieldset[data-control=many] input").first.check()
    page.locator("fieldset[data-control=order] .xy-step__go--down").first.click()
    looked_at()
    page.reload()
    looked_at()
    page.locator("[data-do=resume]").click()
    page.locator("[data-do=review]").click()
    looked_at()
    page.locator("[data-do=seal]").click()
    looked_at()
    page.locator("[data-do=erase]").click()
    looked_at()
    context.close()


def test_without_a_script_it_says_what_to_do(plain: Site, open_context: Callable[..., BrowserContext]) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto(f"{plain.folder.as_uri()}/{EXAM}.html")
    expect(page.locator(".xy-exam__noscript")).to_be_visible()
    expect(page.locator(".xy-exam__enter")).to_be_hidden()


def test_no_key_of_our_own_exams_is_published(site: Path) -> None:
    library = load_project(ROOT, TODAY).library
    if any(q.sealed for q in library.quizzes.values()):
        assert find_leaks(site, library) == []
