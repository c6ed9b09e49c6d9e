"""The reader's own page: what its script knows, and what stands there without it."""

from __future__ import annotations

from building import context, page, sections, words

from generator.model import blocks as b
from generator.outputs.site.search.entries import BY_NAME
from generator.pages import PAGE_KINDS

MY = PAGE_KINDS["my"]


def test_it_speaks_without_a_script_and_is_found_by_its_name_alone():
    made = page("my", "my", sections(("stored", "vanish")))
    live, *rest = MY.lower(made, made.body, context(made))
    assert isinstance(live, b.Live)
    assert "JavaScript" in words(live.blocks[0])
    assert isinstance(rest[0], b.Heading)
    assert "my" in BY_NAME
    assert MY.place(made) == ()


def test_its_words_come_with_it_and_nothing_else_does():
    made = page("my", "my", sections(("stored", "vanish")))
    live = MY.lower(made, made.body, context(made, lang="en"))[0]
    assert live.words["my-erase"] == "Erase"
    assert {key.split("-")[0] for key in live.words} <= {"my", "journey", "list", "brackets"}
    assert set(live.data) == {"site", "courses", "roles", "hours", "quizzes", "texts"}
