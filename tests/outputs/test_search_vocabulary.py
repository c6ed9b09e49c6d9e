"""What the glossary adds to the search: words of queries only, the pages that answer a term, other forms of a word."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_search_index import payload, search

from generator.outputs.site.search.entry import SearchEntry, Synonym
from generator.outputs.site.search.index import write_search_index
from generator.outputs.site.search.searcher import Found, Searcher
from generator.outputs.site.search.tokens import tokens


def page(
    identity: str, title: str, body: str = "", keywords: tuple[str, ...] = (), *, urgent: bool = False
) -> SearchEntry:
    kind = "urgent" if urgent else "guide"
    return SearchEntry(identity, f"{identity}.html", title, "", (), body, keywords, kind, urgent)


ZH = [
    page("home/sleep", "睡眠", "早点睡，少看屏幕。", ("失眠",)),
    page("home/screens", "手机", "放下手机。睡眠少了也要说。", ("玩手机",)),
    page("home/trip", "翻来覆去收行李", "春游带什么。"),
    page("home/other", "吃饭", "好好吃饭。"),
]
EN = [
    page("home/refusal", "School refusal", "Morning tears at the gate."),
    page("home/lunch", "School lunch", "Going without lunch. Children refuse peas."),
    page("home/mother", "A mother who slept badly", "Rest."),
]
SLEEP = Synonym(("睡眠", "失眠"), "sleep", ("翻来覆去",), ("home/sleep",))
REFUSAL = Synonym(("school refusal", "won't go to school"), "refusal")


def ask(entries: list[SearchEntry], synonyms: list[Synonym], lang: str, query: str) -> Found:
    """The answer, which the browser must give as well."""
    found = Searcher(entries, synonyms, lang).ask(query)
    (answer,) = search(write_search_index(entries, synonyms, lang), [query])
    assert [url.removesuffix(".html") for url in answer["hits"]] == list(found.hits)
    assert answer["scores"] == list(found.scores)
    assert answer["meant"] == list(found.meant)
    return found


def test_a_word_of_queries_leads_to_the_pages_of_its_term() -> None:
    assert "home/sleep" in ask(ZH, [SLEEP], "zh", "孩子夜里翻来覆去").hits
    assert "home/sleep" not in ask(ZH, [Synonym(SLEEP.words, "sleep")], "zh", "孩子夜里翻来覆去").hits


def test_a_line_that_people_type_leads_to_its_page_and_more_lines_lead_sooner() -> None:
    once = replace(ZH[0], asked=("夜里翻烙饼", "天亮才合眼"))
    often = replace(ZH[1], asked=("翻烙饼到天亮", "又在翻烙饼", "天天翻烙饼"))
    assert ask(ZH, [], "zh", "翻烙饼").hits == ()
    assert ask([once, often, *ZH[2:]], [], "zh", "翻烙饼").hits == ("home/screens", "home/sleep")
    assert ask([once, *ZH[1:]], [], "zh", "合眼").hits == ("home/sleep",)


def test_lines_speak_of_a_term_as_pages_do() -> None:
    said = replace(ZH[3], asked=("晚上失眠", "又失眠了", "失眠吃什么"))
    assert "home/other" in ask([*ZH[1:3], said], [SLEEP], "zh", "睡眠").hits
    assert "home/other" not in ask(ZH[1:], [SLEEP], "zh", "睡眠").hits


def test_nothing_shows_the_lines() -> None:
    files = write_search_index([replace(ZH[0], asked=("夜里翻烙饼",)), *ZH[1:]], [SLEEP], "zh")
    texts = b"".join(data for name, data in files.items() if "/t-" not in name)
    assert "烙饼".encode() not in texts
    assert any("烙饼".encode() in data for data in files.values())  # as a term


def test_a_page_that_says_a_word_of_queries_does_not_speak_of_the_term() -> None:
    assert "home/trip" not in ask(ZH, [SLEEP], "zh", "失眠").hits
    loose = Synonym((*SLEEP.words, "翻来覆去"), "sleep")
    assert "home/trip" in ask(ZH, [loose], "zh", "失眠").hits


def test_the_page_that_answers_a_term_comes_before_those_that_speak_of_it() -> None:
    plain = Synonym(("吃饭", "睡眠", "饭量"), "sleep")
    answered = Synonym(plain.words, "sleep", (), ("home/screens",))
    assert ask(ZH, [plain], "zh", "饭量").hits[0] != "home/screens"
    assert ask(ZH, [answered], "zh", "饭量").hits[0] == "home/screens"


def test_a_page_that_is_not_in_this_language_answers_nothing() -> None:
    assert ask(ZH, [Synonym(SLEEP.words, "sleep", (), ("home/nix",))], "zh", "失眠").hits[0] == "home/sleep"


@pytest.mark.parametrize("query", ["won't go to school", "she will not ever go to school", "won't go back to school"])
def test_english_words_of_a_term_may_have_others_between(query: str) -> None:
    wanted = query != "she will not ever go to school"  # "will not" is no form of "won't"
    assert (ask(EN, [REFUSAL], "en", query).hits[:1] == ("home/refusal",)) is wanted


@pytest.mark.parametrize(
    ("said", "meant"),
    [("mum", "mother"), ("kids", "child"), ("slept", "sleep"), ("couldn't", "cannot"), ("pupils", "student")],
)
def test_forms_of_an_english_word_are_one(said: str, meant: str) -> None:
    assert tokens(said) == tokens(meant)


def test_forms_are_found_for_each_other() -> None:
    assert ask(EN, [], "en", "mom sleeping badly").hits[0] == "home/mother"


def test_three_characters_in_a_row_count_more_than_their_pairs() -> None:
    together = page("home/b", "不想上学")
    apart = page("home/a", "上学不想，想上")
    assert ask([apart, together, *ZH], [], "zh", "不想上学").hits[0] == "home/b"


def test_the_vocabulary_is_read_with_the_terms_and_not_before() -> None:
    files = write_search_index(ZH, [Synonym(SLEEP.words, "sleep", ("辗转反侧",))], "zh")
    assert "辗转反侧".encode() not in files["search/index.js"]
    shards = [name for name, data in files.items() if name.startswith("search/t-") and "辗转反侧".encode() in data]
    assert len(shards) == 1
    assert "失眠" in payload(files["search/aloud.js"])["words"]
    assert "辗转反侧" not in payload(files["search/aloud.js"])["words"]


def test_the_best_answer_leads_the_urgent_pages() -> None:
    entries = [
        page("urgent/a", "不想活", "陪着。", ("自杀",), urgent=True),
        page("urgent/b", "同学去世以后怎么告诉全班", "同学自杀以后。", ("告诉全班", "同学去世"), urgent=True),
        *ZH,
        *(page(f"home/p{n}", "春天", "花开了。") for n in range(20)),
    ]
    fear = [Synonym(("不想活", "自杀"), "suicidal-thoughts")]
    assert ask(entries, fear, "zh", "自杀").leads[0] == "urgent/a"
    assert ask(entries, fear, "zh", "同学自杀去世怎么告诉全班").leads[0] == "urgent/b"
