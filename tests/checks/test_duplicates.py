"""Shared passages found again after an edit are those that a look at everything finds."""

from __future__ import annotations

import random
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks import duplicates
from generator.checks.duplicates import Passage, find_duplicates, fingerprints, mend_duplicates
from generator.model.diagnostic import Span

draw = random.Random(7)
HAN = [chr(n) for n in range(0x4E00, 0x4E00 + 3000)]
SENTENCES = ["".join(draw.choices(HAN, k=60)) for _ in range(6)]
texts = st.builds(lambda at, end: SENTENCES[at] + "尾" * end, st.integers(0, 5), st.integers(0, 3))
pages = st.dictionaries(st.sampled_from("abcdefgh"), st.lists(texts, max_size=4))
Library = dict[str, list[str]]


def read(library: Library) -> tuple[dict[str, bytes], dict[str, tuple[Passage, ...]]]:
    """The fingerprints and the passages of pages, in the order of ids."""
    held = {
        page: tuple(Passage(page, text, Span(page, n + 1)) for n, text in enumerate(library[page]))
        for page in sorted(library)
    }
    prints = {
        p: array("I", sorted({n for x in found for n in fingerprints(x.text)})).tobytes() for p, found in held.items()
    }
    return prints, held


@pytest.mark.parametrize("common", [30, 4])
@given(start=pages, edits=st.lists(pages, max_size=3), gone=st.sets(st.sampled_from("abcdefgh"), max_size=2))
def test_an_edit_finds_what_a_look_at_all_finds(common, start, edits, gone):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(duplicates, "COMMON", common)
        library = start
        prints, held = read(library)
        last = find_duplicates(prints, held.__getitem__)
        for edit in edits:
            now = {page: found for page, found in {**library, **edit}.items() if page not in gone}
            changed = [page for page in {**library, **now} if library.get(page) != now.get(page)]
            before = {page: prints.get(page, b"") for page in changed}
            prints, held = read(now)
            last = mend_duplicates(last, before, prints, held.__getitem__)
            assert last.pairs == find_duplicates(prints, held.__getitem__).pairs
            library = now


def test_only_pages_that_an_edit_touches_are_read_again():
    library = {"a": [SENTENCES[0]], "b": [SENTENCES[0]], "c": [SENTENCES[1]], "d": [SENTENCES[2]]}
    prints, held = read(library)
    last = find_duplicates(prints, held.__getitem__)
    assert [(p.first, p.second) for p in last.pairs] == [("a", "b")]
    asked: list[str] = []

    def passages(page: str) -> tuple[Passage, ...]:
        asked.append(page)
        return now[page]

    new, now = read({**library, "d": [SENTENCES[1]]})
    found = mend_duplicates(last, {"d": prints["d"]}, new, passages)
    assert [(p.first, p.second) for p in found.pairs] == [("a", "b"), ("c", "d")]
    assert asked == ["c", "d"]


@given(library=pages)
def test_of_many_pages_one_stretch_of_numbers_after_the_other_is_looked_at(library):
    prints, held = read(library)
    whole = find_duplicates(prints, held.__getitem__)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(duplicates, "AT_ONCE", 1)
        assert find_duplicates(prints, held.__getitem__) == whole
