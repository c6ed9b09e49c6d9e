"""Shards kept up after edits are, line by line, the shards of an index written from nothing."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from generator.memory.memory import Memory
from generator.outputs.site.search import shards
from generator.outputs.site.search.entry import SearchEntry, Synonym
from generator.outputs.site.search.posting import Postings, edit_posting, read_posting, write_posting
from generator.outputs.site.search.shards import term_shards
from generator.outputs.site.search.table import read_table

WORDS = [*"睡眠手机作业情绪同学老师家长", "sleep", "phone", "class", "talk", "rain"]


def entry(number: int, draw: random.Random) -> SearchEntry:
    def words(count: int) -> str:
        return "".join(draw.choices(WORDS, k=count))

    return SearchEntry(
        page_id=f"p{number:03d}",
        url=f"p{number:03d}.html",
        title=words(3),
        summary=words(5),
        headings=(("a", words(2)),),
        body=words(draw.randrange(0, 60)),
        keywords=(words(2),),
        kind="guide",
        urgent=False,
    )


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_edited_the_shards_are_those_of_a_new_index(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    draw = random.Random(seed)
    entries = [entry(n, draw) for n in range(90)]  # more than a term may be in without being common
    synonyms = [Synonym(("睡眠", "sleep"), "sleep"), Synonym(("手机", "phone", "电话"), "phone")]
    memory, mended, whole = Memory(), [], []
    real_mended, real_whole = shards._Shards._mended, shards._Shards._whole
    monkeypatch.setattr(shards._Shards, "_mended", lambda s, *a: mended.append(1) or real_mended(s, *a))
    monkeypatch.setattr(shards._Shards, "_whole", lambda s: whole.append(s._memory is memory) or real_whole(s))
    for _ in range(40):
        for number in draw.sample(range(len(entries)), draw.choice([1, 1, 1, 2, 9])):
            entries[number] = replace(entry(number, draw), page_id=entries[number].page_id, url=entries[number].url)
        change = draw.random()
        if change < 0.05:
            entries.append(replace(entries[0], page_id=f"q{draw.random()}", url="q.html"))
        elif change < 0.1:
            entries.pop(draw.randrange(len(entries)))
        elif change < 0.15:
            synonyms = [Synonym((*synonyms[0].words, draw.choice(WORDS)), "sleep"), synonyms[1]]
        elif change < 0.2:
            said = tuple("".join(draw.choices(WORDS, k=4)) for _ in range(draw.choice([1, 90])))
            synonyms = [synonyms[0], replace(synonyms[1], asked=said)]
        elif change < 0.25:
            synonyms = [synonyms[0], replace(synonyms[1], pages=(draw.choice(entries).page_id,))]
        table = read_table(entries, synonyms, "zh")
        assert term_shards(table, memory) == term_shards(table, Memory())
    assert len(mended) > 20
    assert sum(whole) < len(mended)  # most of them said enough


@pytest.mark.parametrize("count", [1, 24, 90])
def test_stretches_of_the_alphabet_are_together_the_whole(count: int) -> None:
    draw = random.Random(count)
    table = read_table([entry(n, draw) for n in range(count)], [Synonym(("睡眠", "sleep"), "sleep")], "zh")
    made = shards._Shards(table, Memory(), 0)
    made._weigh(made._pages)
    kept = [made._terms(page) for page in made._pages[::5]]
    alone, hashes = made._stretch(("", ""))
    assert alone.count("\n") == len(hashes) > 20
    for parts in (2, 3, 8):
        bounds = shards._stretches(kept, parts)
        assert len(bounds) == parts
        written = list(map(made._stretch, bounds))
        assert "".join(text for text, _ in written) == alone
        assert [number for _, numbers in written for number in numbers] == list(hashes)


def test_a_posting_is_read_as_it_was_written() -> None:
    draw = random.Random(5)
    for _ in range(300):
        total = draw.choice([3, 40, 200, 3000])
        hits = {page: draw.randint(1, 63) for page in draw.sample(range(total), draw.randint(1, min(total, 90)))}
        text = write_posting([page << 6 | impact for page, impact in sorted(hits.items())], total)
        found = read_posting(text)
        assert found.count == len(hits)
        assert dict(found.hits) == {p: i for p, i in hits.items() if not found.common or p in dict(found.hits)}
        assert found.common or len(found.hits) == len(hits)


def test_of_a_common_term_that_is_no_longer_common_the_text_does_not_say_enough() -> None:
    text = write_posting([page << 6 | 2 for page in range(51)], 60)
    assert text == "~51~"
    assert edit_posting(text, 60, [(4, 2, 3)]) == "~51~"
    assert edit_posting(text, 60, [(4, 2, 40)]) == "~51~4e"
    assert edit_posting(text, 60, [(4, 2, 0)]) is None


def test_a_term_nobody_has_is_nowhere() -> None:
    postings = Postings(["a 0A\nb 1B\n"])
    assert postings.of("b").hits == ((1, 11),)
    assert postings.of("").count == postings.of("c").count == 0
