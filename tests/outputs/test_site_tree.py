"""The tree an engine publishes, and what it shows of trouble while someone writes."""

from __future__ import annotations

import json
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

import pytest
import yaml
from building import compiled, page
from reading import Reader, rendered

from generator.compile.compilation import Compilation
from generator.messages import interface
from generator.model.diagnostic import Diagnostic, Span
from generator.model.picture import Picture, Variant
from generator.outputs.site.tree import write_tree
from generator.outputs.site.trouble import show_trouble

HOME = page(
    "home",
    "index",
    doors=[{"icon": "families", "page": "home/a", "title": {"zh": "家长", "en": "Families"}, "text": "话"}],
    urgent="urgent/now",
    english="x",
)
NOW = page("urgent", "urgent/now", "## 做 {#steps}\n\n1. **留下**。", audience="families", sensitive=True, english="x")
ABOUT = page("page", "about/privacy", "话", english="x")
GUIDE = page(
    "guide", "home/a", "## 今晚 {#tonight}\n\n独一无二", audience="families", aliases=["home/old"], english="x"
)
OTHER = page("guide", "home/b", "![图](a.svg)", audience="families", english="x")
PHOTO = Picture("jpg", (Variant(720, 540, "a" * 64), Variant(1600, 1200, "b" * 64)))
PAGES = (HOME, NOW, ABOUT, GUIDE, OTHER)


@pytest.fixture
def made() -> Compilation:
    return compiled(*PAGES, pictures={"content/home/a.svg": PHOTO}, pixels={"a" * 64: b"narrow", "b" * 64: b"wide"})


def front(source: str) -> dict[str, object]:
    return yaml.safe_load(source.split("---\n")[1])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_is_in_the_tree_once(made, lang):
    assert set(write_tree(made, lang).pages) == {f"{p.id}.md" for p in PAGES}


def test_front_matter_is_for_the_template(made):
    meta = front(write_tree(made, "en").pages["home/a.md"])
    assert (meta["title"], meta["description"]) == ("Title home/a", "Summary home/a")
    assert meta["xy"] == {
        "kind": "guide",
        "id": "home/a",
        "lang": "en",
        "root": "../",
        "alternate": "../../home/a.html",
        "now": {"title": "I need help now", "url": "../urgent/now.html"},
        "footer": [{"title": "This site collects nothing", "url": "../about/privacy.html"}],
    }
    lonely = front(write_tree(compiled(GUIDE), "zh").pages["home/a.md"])["xy"]
    assert (lonely["now"], lonely["footer"]) == (None, [])


def test_a_page_is_one_title_then_its_parts_in_order(made):
    found = Reader(rendered(write_tree(made, "zh").pages["home/a.md"]))
    assert found.words["h1"] == ["题 home/a"]
    assert found.words["h2"][0] == "今晚"
    order = ["题 home/a", "今晚", "独一无二", interface("zh")["help-title"], interface("zh")["next"]]
    places = [found.text.index(w, found.text.index("题 home/a")) for w in order]
    assert places == sorted(places)
    (around,) = found.all("nav", class_="xy-around")
    assert found.all("a", rel="next")[0]["href"] == "b.html"
    assert found.all("a", rel="prev") == []
    assert around["aria-label"]


def test_the_navigation_begins_with_the_front_page(made):
    assert write_tree(made, "en").nav == [
        {"Title index": "index.md"},
        {"Help now": [{"Title urgent/now": "urgent/now.md"}]},
        {"Families": [{"Guides": [{"Title home/a": "home/a.md"}, {"Title home/b": "home/b.md"}]}]},
        {"School": [{"About": [{"Title about/privacy": "about/privacy.md"}]}]},
    ]


def test_a_former_address_leads_to_the_new_one(made):
    found = Reader(write_tree(made, "zh").files["home/old.html"].decode())
    (link,) = found.all("a")
    (refresh,) = [a for a in found.all("meta") if "http-equiv" in a]
    assert urljoin("http://x/home/old.html", link["href"]) == "http://x/home/a.html"
    assert refresh["content"] == f"0; url={link['href']}"


def test_pictures_are_published_where_pages_look_for_them(made):
    tree = write_tree(made, "zh")
    (picture,) = Reader(rendered(tree.pages["home/b.md"])).all("img")
    narrow, wide = (each.split(" ")[0] for each in picture["srcset"].split(", "))

    def published(address: str) -> bytes:
        return tree.files[urlsplit(urljoin("/home/b.html", address)).path.lstrip("/")]

    assert (published(narrow), published(wide), published(picture["src"])) == (b"narrow", b"wide", b"wide")
    assert [narrow.partition("?")[2], wide.partition("?")[2]] == [f"v={'a' * 10}", f"v={'b' * 10}"]
    assert (picture["alt"], picture["width"], picture["height"]) == ("图", "1600", "1200")


def test_of_two_layers_only_the_upper_ones_picture_is_published(made):
    small = Picture("jpg", (Variant(300, 200, "c" * 64),))
    both = {"base/content/home/a.svg": PHOTO, "content/home/a.svg": small}
    held = {**made.library.pixels, "c" * 64: b"ours"}
    media = {
        p: d for p, d in write_tree(compiled(*PAGES, pictures=both, pixels=held), "zh").files.items() if "media" in p
    }
    assert media == {"media/content/home/a.svg": b"ours"}


def test_style_and_script_are_in_the_tree(made):
    files = write_tree(made, "zh").files
    assert files["assets/xinyu.css"]
    assert files["assets/xinyu.js"]


def test_the_search_holds_pages_but_not_the_front_page(made):
    files = write_tree(made, "zh").files
    searched = b"".join(data for name, data in files.items() if "search" in name).decode()
    assert "home/a.html" in searched
    assert '"index.html"' not in searched


def test_the_frame_has_the_words_and_the_numbers(made):
    frame = write_tree(made, "en").frame
    assert frame["helpline"] == "Line 12356 12356; Line 110 110; Line 120 120"
    assert frame["strings"]["search"] == "Search"
    json.dumps(frame)


def test_one_library_gives_one_tree(made):
    again = compiled(*reversed(PAGES), pictures=made.library.pictures, pixels=made.library.pixels)
    for lang in ("zh", "en"):
        one, two = write_tree(made, lang), write_tree(again, lang)
        assert dict(one.pages) == dict(two.pages)
        assert dict(one.files) == dict(two.files)
        assert (one.nav, one.frame) == (two.nav, two.frame)


# --- trouble ----------------------------------------------------------------


def fault(file: str, line: int = 1, severity: str = "error", what: str = "12365") -> Diagnostic:
    return Diagnostic("hotline-unknown", Span(file, line, 3), severity, {"id": what})


def shown(made: Compilation, *problems: Diagnostic, lang="zh", broken=None, files=None):
    wrong = replace(made, diagnostics=problems, library=replace(made.library, files=files or {}))
    return show_trouble(write_tree(wrong, lang), wrong, broken or {}).pages


def notices(source: str) -> list[str]:
    found = Reader(rendered(source))
    errors = [a for a in found.all("aside") if "xy-notice--error" in a.get("class", "")]
    return [w for w in found.words.get("aside", []) if interface("zh")["error-text"] in w] if errors else []


def test_without_errors_nothing_changes(made):
    assert shown(made, fault("content/home/a.md", severity="warning")) == write_tree(made, "zh").pages


def test_an_error_is_shown_on_its_page_with_place_line_and_remedy(made):
    files = {"content/home/a.md": "---\n见 [[hotline:12365]] <b>\n"}
    pages = shown(made, fault("content/home/a.md", 2), files=files)
    (notice,) = notices(pages["home/a.md"])
    assert "content/home/a.md:2:3" in notice
    assert "见 [[hotline:12365]] <b>" in notice
    assert "12365" in notice
    assert [name for name in pages if notices(pages[name])] == ["home/a.md"]


def test_a_line_that_is_not_there_is_no_crash(made):
    assert notices(shown(made, fault("content/home/a.md", 999))["home/a.md"])


def test_a_source_that_cannot_be_read_has_a_page_of_its_own(made):
    pages = shown(made, fault("content/home/c.md"), broken={"content/home/c.md": "home/c"})
    assert notices(pages["home/c.md"])
    assert front(pages["home/c.md"])["xy"] == {"kind": "page", "id": "home/c", "lang": "zh", "root": "../"}
    assert notices(pages["index.md"])


def test_a_source_that_cannot_be_read_never_takes_the_place_of_a_page_that_can(made):
    pages = shown(made, fault("content/home/copy.md"), broken={"content/home/copy.md": "home/a"})
    assert "独一无二" in pages["home/a.md"]
    assert notices(pages["home/a.md"])


def test_other_errors_are_shown_on_the_front_page(made):
    pages = shown(made, fault("site_config/hotlines.yml"))
    assert [name for name in pages if notices(pages[name])] == ["index.md"]


def test_without_a_front_page_errors_still_have_a_place():
    pages = shown(compiled(GUIDE), fault("site_config/hotlines.yml"))
    assert notices(pages["index.md"])


def test_a_fault_without_words_in_the_catalogue_is_shown_by_its_code(made):
    (notice,) = notices(shown(made, Diagnostic("no-such-code", Span("content/home/a.md")))["home/a.md"])
    assert "no-such-code" in notice
