"""A page with everything around it: crumbs, notices, facts, sources, what to read next, the help block, cards."""

from __future__ import annotations

import pytest
from building import compiled, duty, every, page, sections, words

from generator.compile.document import MAX_RELATED, Crumb
from generator.messages import interface
from generator.model import blocks as b


def guide(page_id: str, text: str = "话", **front: object):
    return page("guide", page_id, text, **{"audience": "families", **front})


def urgent(page_id: str = "urgent/now", **front: object):
    return page("urgent", page_id, "x", **{"audience": "families", "sensitive": True, **front})


HOME = page(
    "home", "index", doors=[{"icon": "families", "page": "home/a", "title": "家", "text": "话"}], urgent="urgent/now"
)


def document(made, *others, lang="zh", **more):
    return compiled(made, *others, **more).documents[lang][made.id]


def kinds(blocks) -> list[str]:
    names = {b.Notice: "notice", b.Listing: "listing", b.Contacts: "contacts", b.Facts: "facts"}
    return [getattr(x, "kind", None) or getattr(x, "role", None) or names[type(x)] for x in blocks]


# --- the head ---------------------------------------------------------------


def test_the_head_of_a_translated_page_is_its_summary_and_facts():
    made = guide("home/a", english="x", summary="一句话", reviewed="2026-11-21")
    zh, en = document(made).head, document(made, lang="en").head
    assert zh == (
        b.Paragraph((b.Str("一句话"),), role="lead"),
        b.Facts((("写给", "家长"), ("审读日期", "2026-11-21"))),
    )
    assert en == (
        b.Paragraph((b.Str("Summary home/a"),), role="lead"),
        b.Facts((("For", "Families"), ("Last reviewed", "2026-11-21"))),
    )


def test_a_page_without_english_says_so_in_english_only():
    made = guide("home/a")
    assert [x for x in document(made).head if isinstance(x, b.Notice)] == []
    (notice,) = [x for x in document(made, lang="en").head if isinstance(x, b.Notice)]
    assert (notice.kind, notice.paragraphs) == ("fallback", (interface("en")["notice-fallback"],))
    assert not document(made, lang="en").translated
    assert words(document(made, lang="en").body) == "话"


def test_a_sensitive_page_says_so_first():
    notice = document(guide("home/a", sensitive=True, summary="一句话")).head[0]
    assert (notice.kind, notice.paragraphs) == ("sensitive", (interface("zh")["notice-sensitive"],))
    assert document(urgent()).head[0].paragraphs == (interface("zh")["notice-sensitive-urgent"],)
    assert document(guide("home/a", sensitive=True)).sensitive


def test_a_sensitive_page_for_pupils_does_not_say_it_is_for_adults():
    for made in (urgent(audience="pupils"), guide("home/a", audience="pupils", sensitive=True)):
        assert document(made).head[0].paragraphs == (interface("zh")["notice-sensitive-pupils"],)


def test_an_urgent_page_has_no_facts_and_the_front_page_no_date():
    assert "facts" not in kinds(document(urgent(reviewed="2026-11-21")).head)
    home = page(
        "home",
        "index",
        doors=[{"icon": "school", "page": "a", "title": "x", "text": "x"}],
        urgent="u",
        reviewed="2026-11-21",
    )
    assert document(home).head == ()


@pytest.mark.parametrize(
    "made",
    [
        guide("home/a", sources=[{"law": "city"}]),
        guide("home/a", sources=[{"law": "jwf"}, {"law": "city", "article": 20}, {"law": "city"}]),
        page("policy", "policy/city", "x", source="city"),
        page("document", "doc/x", "x", code="DOC01", layout="form", privacy="P0", serves=["M001", "M404"]),
    ],
)
def test_what_rests_on_a_draft_says_so_once(made):
    notices = [x for x in document(made, duties=(duty("M001"),)).head if isinstance(x, b.Notice)]
    assert [(x.kind, x.paragraphs) for x in notices] == [("draft", ("这是送审稿。",))]


@pytest.mark.parametrize(
    "made",
    [guide("home/a", sources=[{"law": "jwf"}]), page("policy", "p", "x"), guide("home/a", sources=[{"law": "no"}])],
)
def test_what_rests_on_a_law_says_nothing(made):
    assert "draft" not in kinds(document(made).head)


# --- the foot ---------------------------------------------------------------


def test_the_foot_is_sources_then_what_to_read_next_then_help():
    made = guide("home/a", sources=[{"law": "jwf", "article": 28}, {"text": "教材"}], related=["home/b"])
    sources, related, help_block = document(made, guide("home/b")).foot
    assert (sources.kind, sources.title) == ("sources", "出处")
    assert words(sources) == "《精神卫生法》第二十八条（2018年修正）教材"
    assert (related.kind, [e.page for e in related.entries]) == ("related", ["home/b"])
    assert (help_block.kind, [c.number for c in help_block.contacts]) == ("help", ["12356", "110", "120"])


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("made", [HOME, urgent(), guide("home/a"), page("coverage", "policy/coverage")])
def test_every_page_ends_with_one_help_block(made, lang):
    foot = document(made, lang=lang).foot
    assert isinstance(foot[-1], b.Contacts)
    assert len([x for x in foot if isinstance(x, b.Contacts)]) == 1


def read_next(made, *others) -> list[str]:
    return [e.page for x in document(made, *others).foot if isinstance(x, b.Listing) for e in x.entries]


def test_named_pages_come_first_then_those_that_share_most_themes():
    made = guide("home/a", themes=["sleep", "screens"], related=["home/z", "home/gone", "home/a"])
    others = (
        guide("home/z"),
        guide("home/b", themes=["sleep"]),
        guide("home/c", themes=["sleep", "screens"]),
        guide("home/d", themes=["crisis"]),
    )
    assert read_next(made, *others) == ["home/z", "home/c", "home/b"]


def test_a_page_named_twice_is_shown_once():
    assert read_next(guide("home/a", related=["home/b", "home/b"]), guide("home/b")) == ["home/b"]


def test_only_a_few_pages_are_shown():
    others = [guide(f"home/b{n}", themes=["sleep"]) for n in range(9)]
    assert len(read_next(guide("home/a", themes=["sleep"]), *others)) == MAX_RELATED


def test_a_sensitive_page_is_never_pulled_into_one_that_is_not():
    sensitive = guide("home/s", themes=["sleep"], sensitive=True)
    now = urgent(themes=["sleep"])
    other = guide("home/b", themes=["sleep"])
    assert read_next(guide("home/a", themes=["sleep"]), sensitive, now, other) == ["home/b"]
    assert read_next(guide("home/a", themes=["sleep"], sensitive=True), sensitive, other) == ["home/b", "home/s"]


def test_collections_have_nothing_to_read_next():
    made = page("library", "lib", "x", of=["guide"], group=["families"], themes=["sleep"], related=["home/b"])
    assert read_next(made, guide("home/b", themes=["sleep"])) == []


# --- crumbs -----------------------------------------------------------------


def test_the_way_to_a_page_through_its_landing_pages():
    landing = page("library", "home/index", "x", of=["guide"], group=["families", "guides"])
    door = page("library", "family/index", "x", of=["guide"], group=["families"])
    made = guide("home/a")
    pages = (HOME, door, landing, urgent())
    assert document(made, *pages).crumbs == (
        Crumb("首页", "index"),
        Crumb("家长", "family/index"),
        Crumb("指南", "home/index"),
        Crumb("题 home/a", None),
    )
    assert document(landing, HOME, door, made).crumbs == (
        Crumb("首页", "index"),
        Crumb("家长", "family/index"),
        Crumb("题 home/index", None),
    )
    assert document(door, HOME, landing, made).crumbs == (Crumb("首页", "index"), Crumb("题 family/index", None))


def test_the_front_page_has_no_crumbs_and_without_one_the_way_is_shorter():
    assert document(HOME).crumbs == ()
    assert [c.title for c in document(guide("home/a"), lang="en").crumbs] == ["Families", "题 home/a"]


def test_the_last_crumb_and_only_it_is_the_page_itself():
    for made in compiled(HOME, guide("home/a"), guide("home/b"), urgent()).documents["zh"].values():
        assert all(c.page != made.id for c in made.crumbs)


# --- the body ---------------------------------------------------------------


def test_a_card_gets_its_title_where_it_is_from_and_whom_to_call():
    made = guide("home/a", "## 截图 {#card}\n\n::: card\n- 一\n- 二\n- 三\n:::\n")
    (card,) = [x for x in document(made).body if isinstance(x, b.Group)]
    points, source, line = card.blocks
    assert (card.title, len(points.items)) == ("题 home/a", 3)
    assert (source.role, words(source)) == ("card-source", "来自心育")
    assert (line.role, words(line)) == ("card-help", "热线12356 12356；热线110 110；热线120 120")
    (english,) = [x for x in document(made, lang="en").body if isinstance(x, b.Group)]
    assert words(english.blocks[1:]) == "From XinyuLine 12356 12356; Line 110 110; Line 120 120"


def test_a_card_keeps_the_title_its_author_gave_it():
    made = guide("home/a", "::: card 今晚\n- 一\n:::\n")
    assert document(made).body[0].title == "今晚"


def test_headings_without_an_id_get_one_by_their_place():
    text = "## 一\n\n### 甲\n\n### 乙\n\n## 二 {#two}\n\n### 丙\n\n## 三\n\nx"
    found = [x.id for x in document(guide("home/a", text)).body if isinstance(x, b.Heading)]
    assert found == ["s1", "s1-1", "s1-2", "two", "s2-1", "s3"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_mark_is_left_in_a_document(lang):
    text = "[[school:name]] [[gone:x]] [[law:jwf:1]] [[page:gone]]\n\n::: say\n- [[hotline:1]]\n:::\n\n| [[value:x]] |\n|---|\n| [[blank]] |"
    made = document(guide("home/a", text), lang=lang)
    assert list(every((made.head, made.body, made.foot), b.Mark)) == []


def test_a_document_in_its_language():
    made = guide("home/a", sections(["tonight"]), english=sections(["tonight"], "Tonight."), keywords=["词"])
    zh, en = document(made), document(made, lang="en")
    assert (zh.title, zh.source, zh.keywords) == ("题 home/a", "content/home/a.md", ("词",))
    assert (en.title, en.source, en.keywords) == ("Title home/a", "content/home/a.en.md", ())
    assert "Tonight." in words(en.body)
