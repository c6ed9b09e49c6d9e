from __future__ import annotations

import pytest
from building import DRAWING, library, page, sections
from hypothesis import given
from hypothesis import strategies as st

from generator.compile.links import index_links, resolve_image, resolve_link
from generator.model.diagnostic import Span

HERE = Span("content/home/sleep.md", 7, 3, 4)
PAGES = (
    page("guide", "home/sleep", "## 今晚 {#tonight}\n\n### 里面 {#inside}\n\nx", audience="families", english="x"),
    page("guide", "home/screens", sections(["tonight"]), audience="families", aliases=["home/phones", "phone"]),
    page("page", "index-page", "x"),
    page("lecture", "parent/l", "x", bands=["junior"], term="a", minutes=50, quiz="z"),
    page("lecture", "parent/m", "x", bands=["junior"], term="a", minutes=50),
    page(
        "unit",
        "course/t1/c1",
        "x",
        course="course/t1",
        code="C1.1",
        minutes={"reading": 1, "cases": 0, "quiz": 0, "task": 0},
        outcomes=[{"id": "o", "text": "x"}],
    ),
)
INDEX = index_links(library(*PAGES, pictures={"content/home/a b.svg": DRAWING, "content/pic.svg": DRAWING}))


def resolve(target: str, file: str = "content/home/sleep.md"):
    return resolve_link(target, "home/sleep", file, INDEX, HERE)


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("page:home/screens", "page:home/screens"),
        ("home/screens", "page:home/screens"),
        ("page:home/screens#tonight", "page:home/screens#tonight"),
        ("page:home/phones", "page:home/screens"),
        ("phone#tonight", "page:home/screens#tonight"),
        ("screens.md", "page:home/screens"),
        ("./screens.md", "page:home/screens"),
        ("../home/screens.md#tonight", "page:home/screens#tonight"),
        ("../index-page.md", "page:index-page"),
        ("sleep.en.md", "page:home/sleep"),
        ("#tonight", "page:home/sleep#tonight"),
        ("#inside", "page:home/sleep#inside"),
        ("page:#tonight", "page:home/sleep#tonight"),
        ("", "page:home/sleep"),
        ("page:", "page:home/sleep"),
        ("home%2Fscreens", "page:home/screens"),
        ("parent/l#self-check", "page:parent/l#self-check"),
        ("course/t1/c1#outcomes", "page:course/t1/c1#outcomes"),
        ("https://www.moe.gov.cn/a?b=c#d", "https://www.moe.gov.cn/a?b=c#d"),
        ("http://school.lan", "http://school.lan"),
        ("mailto:xinyu", "mailto:xinyu"),
        ("tel:12356", "tel:12356"),
    ],
)
def test_links_that_lead_somewhere(target, found):
    assert resolve(target) == (found, None)


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "vbscript:x",
        "ftp://x",
        "HTTPS:x",
        " javascript:x",
        "java\tscript:x",
        "home/a:b",
    ],
)
def test_other_schemes_are_refused(target):
    found, problem = resolve(target)
    assert found is None
    assert (problem.code, problem.span, problem.params) == ("link-scheme", HERE, {"target": target})


@pytest.mark.parametrize(
    ("target", "hint"),
    [
        ("page:home/screen", "home/screens"),
        ("gone.md", None),
        ("//evil.example/x", None),
        ("/home/screens", "home/screens"),
        ("../../../etc/passwd.md", None),
        ("PAGE:home/screens", None),
    ],
)
def test_links_that_lead_nowhere(target, hint):
    found, problem = resolve(target)
    assert found is None
    assert (problem.code, problem.span) == ("link-broken", HERE)
    assert hint is None or problem.suggestion == hint


@pytest.mark.parametrize(
    ("target", "page_id", "hint"),
    [
        ("#tonite", "home/sleep", "tonight"),
        ("home/screens#inside", "home/screens", None),
        ("home/sleep#self-check", "home/sleep", None),
        ("home/sleep#outcomes", "home/sleep", None),
        ("parent/m#self-check", "parent/m", None),
    ],
)
def test_anchors_that_the_page_does_not_have(target, page_id, hint):
    found, problem = resolve(target)
    assert found is None
    assert (problem.code, problem.params["page"], problem.suggestion) == ("link-anchor", page_id, hint)


def test_links_of_a_translation_start_from_its_own_folder():
    assert resolve("screens.md", "content/home/sleep.en.md") == ("page:home/screens", None)


def test_a_link_to_a_page_that_cannot_be_read_is_not_reported_a_second_time():
    index = index_links(library(*PAGES, unreadable=frozenset({"home/broken"})))
    for target in ("home/broken", "home/broken#x"):
        assert resolve_link(target, "home/sleep", "content/home/sleep.md", index, HERE) == (f"page:{target}", None)


@given(st.text(max_size=30))
def test_whatever_is_written_gives_a_target_or_a_reason(target):
    found, problem = resolve(target)
    assert (found is None) == (problem is not None)
    assert found is None or found.startswith(("page:", "https://", "http://", "mailto:", "tel:"))


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("a b.svg", "file:content/home/a b.svg"),
        ("a%20b.svg", "file:content/home/a b.svg"),
        ("../pic.svg", "file:content/pic.svg"),
    ],
)
def test_pictures_beside_the_page(source, found):
    assert resolve_image(source, "content/home/sleep.md", INDEX, HERE) == (found, None)


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("https://x.example/a.png", "image-outside"),
        ("//x.example/a.png", "image-outside"),
        ("data:image/png;base64,AAAA", "image-outside"),
        ("pic.svg", "image-missing"),
        ("../../../../etc/passwd", "image-missing"),
    ],
)
def test_pictures_that_are_not_shown(source, code):
    found, problem = resolve_image(source, "content/home/sleep.md", INDEX, HERE)
    assert found is None
    assert (problem.code, problem.span) == (code, HERE)
