"""The whole of it: documents in both languages, neighbours, diagnostics once each and in order."""

from __future__ import annotations

from building import codes, compiled, library, page

from generator.compile.compilation import compile_library
from generator.model.diagnostic import Diagnostic, Span


def guide(page_id: str, text: str = "话", **front: object):
    return page("guide", page_id, text, **{"audience": "families", **front})


def urgent(page_id: str):
    return page("urgent", page_id, "x", audience="families", sensitive=True)


def neighbours(made, page_id: str, lang="zh"):
    document = made.documents[lang][page_id]
    return tuple(entry and entry.page for entry in (document.previous, document.next))


def test_every_page_is_a_document_in_both_languages():
    made = compiled(guide("home/b"), guide("home/a"))
    assert {lang: list(docs) for lang, docs in made.documents.items()} == {
        "zh": ["home/a", "home/b"],
        "en": ["home/a", "home/b"],
    }
    assert made.documents["en"]["home/a"].lang == "en"


def test_neighbours_follow_the_navigation_and_do_not_cross_groups():
    made = compiled(urgent("urgent/a"), urgent("urgent/b"), guide("home/a"), guide("home/b"), guide("home/c"))
    assert neighbours(made, "urgent/a") == (None, "urgent/b")
    assert neighbours(made, "urgent/b") == ("urgent/a", None)
    assert neighbours(made, "home/a") == (None, "home/b")
    assert neighbours(made, "home/b", "en") == ("home/a", "home/c")
    assert neighbours(made, "home/c") == ("home/b", None)


def test_neighbours_are_named_in_the_language_of_the_page():
    made = compiled(guide("home/a", english="x"), guide("home/b", english="x"))
    assert made.documents["en"]["home/a"].next.title == "Title home/b"
    assert made.documents["zh"]["home/a"].next.title == "题 home/b"


def test_a_fault_of_a_page_that_falls_back_is_reported_once():
    made = compiled(guide("home/a", "[[hotline:1]] [去](gone.md)"))
    found = codes(made.diagnostics)
    assert found.count("hotline-unknown") == 1
    assert found.count("link-broken") == 1


def test_the_same_fault_in_both_languages_is_reported_in_both_files():
    made = compiled(guide("home/a", "[[hotline:1]]", english="[[hotline:1]]"))
    files = [d.span.file for d in made.diagnostics if d.code == "hotline-unknown"]
    assert files == ["content/home/a.en.md", "content/home/a.md"]


def test_two_faults_on_one_line_are_two():
    made = compiled(guide("home/a", "[[hotline:1]] [[hotline:1]] [[hotline:2]]"))
    assert codes(made.diagnostics).count("hotline-unknown") == 3


def test_what_loading_found_is_reported_together_in_order():
    late, early = Diagnostic("b", Span("z.md", 9)), Diagnostic("a", Span("a.md", 2))
    made = compile_library(library(guide("home/a", "[[hotline:1]]")), [late, early, early])
    assert made.diagnostics[0] is early
    assert made.diagnostics[-1] is late
    assert list(made.diagnostics) == sorted(made.diagnostics, key=lambda d: d.sort_key)


def test_an_empty_library_compiles():
    made = compile_library(library(bands={}, hotlines={}, sources={}))
    assert (made.documents, made.navigation, made.coverage) == ({"zh": {}, "en": {}}, (), ())


def test_the_same_library_compiles_to_the_same_trees():
    pages = [guide("home/a", "[[hotline:1]]", themes=["sleep"]), guide("home/b", themes=["sleep"]), urgent("urgent/a")]
    one, two = compiled(*pages), compiled(*reversed(pages))
    assert one.documents == two.documents
    assert one.navigation == two.navigation
    assert one.diagnostics == two.diagnostics
