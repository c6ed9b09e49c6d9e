"""The library that ships: no errors, help on every page, nobody's data, nothing hard on the front page."""

from __future__ import annotations

import re
from dataclasses import replace
from posixpath import dirname, normpath

import pytest
from building import ROOT, TODAY, every, real_project
from reading import Reader, rendered

from generator.app import compile_project
from generator.compile.compilation import compile_library
from generator.model import blocks as b
from generator.model.config import OpeningHours, School
from generator.outputs.site.page import write_page
from generator.outputs.site.tree import write_tree

BOTH = pytest.mark.parametrize("lang", ["zh", "en"])
REQUIRED = {"12356", "110", "120"}


def written(lang: str) -> dict[str, Reader]:
    return {
        name: Reader(rendered(source)) for name, source in write_tree(real_project().compilation, lang).pages.items()
    }


def test_the_project_compiles_without_errors():
    found = [d for d in real_project().compilation.diagnostics if d.severity == "error"]
    assert found == []


def test_two_compilations_give_equal_trees():
    one, two = (compile_project(ROOT, TODAY).compilation for _ in range(2))
    assert one.documents == two.documents
    assert (one.navigation, one.coverage, one.diagnostics) == (two.navigation, two.coverage, two.diagnostics)
    for lang in ("zh", "en"):
        first, second = write_tree(one, lang), write_tree(two, lang)
        assert first == second


@BOTH
def test_every_page_has_exactly_one_help_block_with_the_three_numbers(lang):
    for name, found in written(lang).items():
        (block,) = [n for n, (t, a) in enumerate(found.tags) if t == "aside" and a.get("class") == "xy-help"]
        numbers = {a["href"].removeprefix("tel:") for t, a in found.tags[block:] if t == "a" and "tel:" in a["href"]}
        assert numbers >= REQUIRED, name


@BOTH
def test_every_page_has_one_first_heading_and_no_id_twice(lang):
    for name, found in written(lang).items():
        assert len(found.words["h1"]) == 1, name
        ids = [a["id"] for _, a in found.tags if "id" in a]
        assert len(ids) == len(set(ids)), (name, [i for i in ids if ids.count(i) > 1])


@BOTH
def test_every_link_of_every_page_leads_to_a_page_and_an_anchor_that_are_there(lang):
    pages = written(lang)
    anchors = {n: {a["id"] for _, a in found.tags if "id" in a} for n, found in pages.items()}
    files = write_tree(real_project().compilation, lang).files
    for name, found in pages.items():
        for link in found.all("a"):
            path, _, anchor = link["href"].partition("#")
            if ":" in path:
                assert path.startswith(("tel:", "https://", "http://", "mailto:")), (name, path)
                continue
            there = normpath(f"{dirname(name)}/{path}").lstrip("/").removesuffix(".html") + ".md" if path else name
            assert there in pages, (name, link)
            assert not anchor or anchor in anchors[there], (name, link)
        for picture in found.all("img"):
            assert normpath(f"{dirname(name)}/{picture['src']}").lstrip("/") in files, (name, picture)


@BOTH
def test_the_front_page_leads_to_sensitive_pages_by_the_urgent_line_only(lang):
    documents = real_project().compilation.documents[lang]
    (home,) = [d for d in documents.values() if d.kind == "home"]
    found = written(lang)[f"{home.id}.md"]
    links = [a["href"].partition("#")[0].removesuffix(".html") for a in found.all("a") if "tel:" not in a["href"]]
    sensitive = [normpath(x) for x in links if normpath(x) in documents and documents[normpath(x)].sensitive]
    assert sensitive == ["urgent/now"]
    assert not home.sensitive


@BOTH
def test_what_to_read_next_never_pulls_a_sensitive_page_in(lang):
    compilation = real_project().compilation
    for document in compilation.documents[lang].values():
        named = compilation.library.pages[document.id].meta.related
        for listing in (x for x in document.foot if isinstance(x, b.Listing)):
            for entry in listing.entries:
                sensitive = compilation.documents[lang][entry.page].sensitive
                assert document.sensitive or not sensitive or entry.page in named, (document.id, entry.page)


@BOTH
def test_no_mark_is_left_anywhere(lang):
    for name, source in write_tree(real_project().compilation, lang).pages.items():
        assert "[[" not in source, name
    for document in real_project().compilation.documents[lang].values():
        assert list(every((document.head, document.body, document.foot), b.Mark)) == []


def test_every_page_stands_in_the_navigation_or_is_the_front_page():
    compilation = real_project().compilation
    walked = [p for g in compilation.navigation for p in g.walk()]
    assert sorted(walked) == sorted(p for p, d in compilation.documents["zh"].items() if d.kind not in {"home", "my"})


# --- blank documents hold nobody's data -------------------------------------

PRIVATE = {
    "identity number": r"\d{15,}[\dXx]?",
    "telephone": r"(?<!\d)(?:\+?86[- ]?)?(?:1[3-9]\d{9}|0\d{2,3}[- ]?\d{7,8}|[2-9]\d{6,7})(?!\d)",
    "mail": r"[\w.+-]+@[\w-]+\.\w+",
    "name after its label": r"(?:姓名|签字|签名|Name|Signed)[:：][^\S\n]*[^\s_：:，。；、）)]{2,4}(?=[\s，。；、])",
    "person with a title": r"[王李张刘陈杨赵黄周吴徐孙胡朱林何郭罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕][\u4e00-\u9fff]{0,2}(?:医生|校长|主任|同学|女士|先生)",
    "Mr or Ms": r"\b(?:Mr|Mrs|Ms|Dr)\.? [A-Z]",
}
FILLED = School(
    name={"zh": "甲乙学校", "en": "Jiayi School"},
    region_name={"zh": "丙市", "en": "Bing City"},
    term={"zh": "丁学期", "en": "Ding term"},
    phone="0512-86420000",
    counsellor_post={"zh": "戊岗位", "en": "Wu post"},
    room_place={"zh": "己楼", "en": "Ji building"},
    room_hours=(OpeningHours(day=1, opens="12:01", closes="13:21"),),
    hospital={"zh": "庚医院", "en": "Geng Hospital"},
)


def documents_with(school: School, lang: str) -> dict[str, str]:
    """The words of every document page as a school with these values sees it."""
    compilation = compile_library(replace(real_project().compilation.library, school=school))
    return {
        d.id: Reader(rendered(write_page(d, compilation.library))).text
        for d in compilation.documents[lang].values()
        if d.kind == "document"
    }


@BOTH
def test_a_blank_document_holds_no_name_and_no_number_but_public_ones(lang):
    public = {h.number for h in real_project().compilation.library.hotlines.values()}
    found = documents_with(School(), lang)
    assert found
    for name, text in found.items():
        for kind, pattern in PRIVATE.items():
            assert re.findall(pattern, text) == [], (name, kind)
        assert set(re.findall(r"(?<![A-Za-z\d.-])(?:1[12]\d|1\d{4}|9\d{4})(?![\d.])", text)) <= public, name


@BOTH
def test_what_a_school_fills_in_is_the_only_difference(lang):
    own = [
        getattr(FILLED, f).get(lang)
        for f in ("name", "region_name", "term", "counsellor_post", "room_place", "hospital")
    ]
    own += ["0512-86420000", "12:01"]
    blank, filled = documents_with(School(), lang), documents_with(FILLED, lang)
    assert not any(value in text for text in blank.values() for value in own)
    assert any(value in text for text in filled.values() for value in own)


def test_the_patterns_find_what_they_look_for():
    planted = {
        "identity number": "320501201501011234",
        "telephone": "联系 13812345678 或 0512-65234567",
        "mail": "a@b.cn",
        "name after its label": "姓名：王小明 ",
        "person with a title": "请找王建国主任",
        "Mr or Ms": "Ask Ms Wang",
    }
    for kind, text in planted.items():
        assert re.search(PRIVATE[kind], text), kind
