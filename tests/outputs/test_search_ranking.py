"""The search of the whole library: the same in Python and in the browser, small, and without sealed questions."""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from statistics import median

import pytest
from exam_project import exam_project
from support import TODAY
from test_search_index import CASES, payload, run_browser_code, search

from generator.app import Project, compile_project
from generator.model.known import KnownQuery
from generator.model.record import LANGS, Lang
from generator.outputs.site.search.danger import DANGER
from generator.outputs.site.search.entry import SearchEntry, Synonym
from generator.outputs.site.search.index import write_search_index
from generator.outputs.site.search.pinyin import ODD, SYLLABLES, sounds_like, spell
from generator.outputs.site.search.rank import rarity
from generator.outputs.site.search.searcher import Searcher
from generator.outputs.site.search.weights import RANKING
from generator.outputs.site.written import search_entries

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "generator" / "assets" / "dist" / "search.js"
MOST = 60_000  # bytes of the dearest first query, the script with it
USUAL = 44_000  # of the one in the middle


@pytest.fixture(scope="module")
def library() -> Project:
    return compile_project(ROOT, TODAY)


@pytest.fixture(scope="module", params=LANGS)
def asked(
    request: pytest.FixtureRequest, library: Project
) -> tuple[Lang, list[SearchEntry], list[Synonym], dict[str, bytes], list[KnownQuery]]:
    """The pages of one language, its synonyms, its index, and its known queries."""
    entries, synonyms = search_entries(library.compilation, request.param)
    files = write_search_index(entries, synonyms, request.param)
    rows = [row for row in library.compilation.library.queries.values() if row.lang == request.param]
    return request.param, entries, synonyms, files, rows


# --- one order in both -------------------------------------------------------------------------


def differences(searcher: Searcher, files: dict[str, bytes], queries: list[str]) -> list[str]:
    """Queries to which Python and the browser's code answer otherwise: other pages, order, scores, or another guess."""
    out = []
    for text, answer in zip(queries, search(files, queries), strict=True):
        found = searcher.ask(text)
        browser = [[url.removesuffix(".html") for url in answer[key]] for key in ("hits", "near", "leads")]
        python = [list(found.hits), list(found.near), list(found.leads)]
        if browser != python or answer["meant"] != list(found.meant) or answer["scores"] != list(found.scores):
            out.append(text)
    return out


def test_known_queries_are_answered_alike(asked) -> None:
    lang, entries, synonyms, files, rows = asked
    assert len(rows) >= 40
    assert differences(Searcher(entries, synonyms, lang), files, [row.query for row in rows]) == []


def test_urgent_pages_lead_whoever_is_in_danger(asked) -> None:
    """As they say it: to themselves, of a child, in slang, in pinyin, with slips."""
    lang, entries, synonyms, files, _ = asked
    rows = [line.split("\t") for line in (CASES / "danger.tsv").read_text(encoding="utf-8").splitlines()]
    queries = [row[1] for row in rows if row[0] == lang]
    searcher = Searcher(entries, synonyms, lang)
    assert len(queries) >= 60
    assert [text for text in queries if not searcher.ask(text).leads] == []
    assert differences(searcher, files, queries) == []


def scrambled(rows: list[KnownQuery], entries: list[SearchEntry], count: int) -> Iterator[str]:
    """Queries nobody wrote: cut, joined, with slips, with words of every page, in pinyin and its initials."""
    draw = random.Random(11)
    typed = [row.query for row in rows]
    danger = [word for fears in DANGER.values() for known in fears.values() for word in known]
    for _ in range(count):
        one, two = draw.choice(typed), draw.choice(typed)
        page = draw.choice(entries)
        at = draw.randrange(max(1, len(page.body)))
        said = page.body[at : at + draw.randrange(2, 14)]
        slip = list(one)
        slip[draw.randrange(len(slip))] = draw.choice(two)
        syllables = [s for s in spell("".join(char for char in two if "\u4e00" <= char <= "\u9fff")) if s]
        yield draw.choice(
            [
                *(one[: draw.randrange(1, len(one) + 1)], one + two, said, said + one, "".join(slip), page.title),
                *("".join(syllables), " ".join(syllables), "".join(s[0] for s in syllables), draw.choice(danger) + two),
                *(f"{one} {said}", page.title[::-1], "\U00020000" + one, one.upper() + "１２３５６", two * 9),
            ]
        )


def test_other_queries_are_answered_alike(asked) -> None:
    lang, entries, synonyms, files, rows = asked
    queries = list(scrambled(rows, entries, 400))
    assert differences(Searcher(entries, synonyms, lang), files, queries) == []


def test_the_comparison_notices_another_order(asked) -> None:
    lang, entries, synonyms, files, rows = asked
    other = [replace(entry, kind="guide" if entry.kind == "lesson" else "lesson") for entry in entries]
    assert differences(Searcher(other, synonyms, lang), files, [row.query for row in rows])


def test_the_numbers_have_one_home(asked) -> None:
    assert payload(asked[3]["search/index.js"])["rank"] == asdict(RANKING)


def test_rarity_is_the_same_to_the_last_digit() -> None:
    pairs = [(pages, count) for pages in (0, 1, 7, 223, 1000, 3000) for count in range(min(pages, 400) + 1)]
    assert run_browser_code({"job": "rarities", "pairs": pairs}) == [rarity(*pair) for pair in pairs]
    assert rarity(100, 0) == 5308  # ln 202


def test_characters_are_read_alike() -> None:
    chars = "".join(chr(code) for code in range(0x4E00, 0x9FFF)) + "家长睡觉𠀀"
    texts = [chars[n : n + 50] for n in range(0, len(chars), 50)]
    answers = run_browser_code({"job": "read_aloud", "syllables": SYLLABLES, "odd": ODD, "texts": texts})
    for text, (spelt, heard) in zip(texts, answers, strict=True):
        assert tuple(spelt) == spell(text)
        assert heard == [sounds_like(s) for s in spell(text)]


@pytest.mark.parametrize(
    ("chars", "pinyin"),
    [
        ("焦虑", "jiao lu"),
        ("不想上学", "bu xiang shang xue"),
        ("抑郁症", "yi yu zheng"),
        ("睡觉", "shui jiao"),
        ("家长会", "jia zhang hui"),
        ("长期", "chang qi"),
        ("网瘾", "wang yin"),
        ("女孩", "nu hai"),
        ("㐀", ""),
    ],
)
def test_characters_are_read_as_people_read_them(chars: str, pinyin: str) -> None:
    assert " ".join(spell(chars)) == pinyin


# --- what is found -----------------------------------------------------------------------------


def first(library: Project, lang: Lang, *queries: str) -> dict[str, str]:
    searcher = Searcher(*search_entries(library.compilation, lang), lang)
    return {query: next(iter(searcher.ask(query).hits), "") for query in queries}


def test_slips_pinyin_initials_width_and_traditional_characters_are_understood(library: Project) -> None:
    wanted = {
        **dict.fromkeys(("焦绿", "jiaolv", "jiaolü", "焦慮", "ＪＩＡＯＬＶ", "jiao lv"), "home/anxiety"),
        **dict.fromkeys(("孩子不想上学怎么办", "不想上學", "bxsx", "buxiangshangxue"), "home/school-refusal"),
        **dict.fromkeys(("12356", "１２３５６"), "hotline/12356"),
        "失免": "home/sleep",
    }
    assert first(library, "zh", *wanted) == wanted
    assert first(library, "en", "insomia", "anxeity") == {"insomia": "home/sleep", "anxeity": "home/anxiety"}


def test_words_that_pages_have_are_never_changed(library: Project) -> None:
    searcher = Searcher(*search_entries(library.compilation, "zh"), "zh")
    for entry in searcher.table.entries:
        assert searcher.ask(entry.title).meant == (), entry.title


@pytest.mark.parametrize("lang", LANGS)
def test_danger_leads_with_urgent_pages_and_calm_does_not(library: Project, lang: Lang) -> None:
    danger = {
        "zh": (
            "想死",
            "孩子说不想活了",
            "自杀",
            "割腕",
            "被打",
            "被老师猥亵",
            "站在天台上",
            "学生一晚上没回来",
            "想zs",
            "老师打了孩子",
        ),
        "en": ("kill myself", "she cuts herself", "a student is missing", "my uncle touched me"),
    }
    calm = {
        "zh": ("压力大", "割草", "打印", "老师打电话来", "班主任老师打来电话"),
        "en": ("deadline", "touch typing", "exam"),
    }
    searcher = Searcher(*search_entries(library.compilation, lang), lang)
    for query in danger[lang]:
        found = searcher.ask(query)
        assert found.leads, query
        assert found.hits[: len(found.leads)] == found.leads
        assert all(page.startswith("urgent/") for page in found.leads), query
    assert {q: searcher.ask(q).leads for q in calm[lang]} == dict.fromkeys(calm[lang], ())


def test_pages_say_for_whom_they_are(library: Project) -> None:
    readers = {e.page_id: e.audience for e in search_entries(library.compilation, "zh")[0]}
    assert readers["home/sleep"] == "families"
    assert readers["teacher/home-visit"] == "teachers"
    assert readers["doc/referral"] == "school"
    assert readers["hotline/12356"] == ""


# --- what it costs ----------------------------------------------------------------------------


def test_the_first_query_is_small(asked) -> None:
    """Bar: 60 kB for the first query, also for a sentence of twenty characters."""
    _, _, _, files, rows = asked
    sizes = {name: len(gzip.compress(data, 6)) for name, data in files.items()}
    script = len(gzip.compress(SCRIPT.read_bytes(), 6))
    answers = search(files, [row.query for row in rows])
    read = [script + sum(sizes[f"search/{name}.js"] for name in answer["read"]) for answer in answers]
    assert median(read) <= USUAL, median(read)
    assert max(read) <= MOST, sorted(read)[-10:]


# --- sealed questions -------------------------------------------------------------------------


def sealed_texts(project: Project) -> set[str]:
    """Stems of all sealed questions."""
    library = project.compilation.library
    items = [item for quiz in library.quizzes.values() if quiz.sealed for item in quiz.items]
    stems = {item.stem.get(lang) for item in items for lang in LANGS}
    return {" ".join(stem.split()) for stem in stems if len(stem) > 6}


def searched(entries: list[SearchEntry], texts: set[str]) -> set[str]:
    """Those of `texts` that could be found."""
    whole = [" ".join(f"{e.title} {e.summary} {e.body} {e.keywords} {e.headings}".split()) for e in entries]
    return {text for text in texts if any(text in one for one in whole)}


@pytest.mark.parametrize("lang", LANGS)
def test_sealed_questions_are_never_in_the_index(tmp_path: Path, lang: Lang) -> None:
    project = compile_project(exam_project(tmp_path / "p"), TODAY)
    texts = sealed_texts(project)
    assert len(texts) > 3
    entries, synonyms = search_entries(project.compilation, lang)
    assert searched(entries, texts) == set()
    published = b"".join(write_search_index(entries, synonyms, lang).values()).decode()
    assert not [text for text in texts if text in published]
    leaking = [replace(entries[0], body=f"{entries[0].body}\n{min(texts)}"), *entries[1:]]
    assert searched(leaking, texts) == {min(texts)}
