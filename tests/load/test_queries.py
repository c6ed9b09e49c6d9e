"""The list of known queries: any text gives rows or diagnostics with a place, never a traceback."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load.queries import MAX_ROWS, read_queries

ROW = "zh\t睡不着\thome/sleep hotline/list\tnatural"


def codes(text: str) -> list[str]:
    return [problem.code for problem in read_queries(text, "q.tsv")[1]]


def test_a_row_keeps_the_place_of_its_query_and_pages() -> None:
    (row,), problems = read_queries(f"# remark\n{ROW}\n", "q.tsv")
    assert problems == []
    assert (row.lang, row.query, row.kind) == ("zh", "睡不着", "natural")
    assert row.pages == ("home/sleep", "hotline/list")
    assert (row.span.line, row.span.column, row.span.length) == (2, 4, 3)
    assert [(p.column, p.length) for p in row.page_spans] == [(8, 10), (19, 12)]


def test_what_is_wrong_is_said() -> None:
    assert codes(f"{ROW}\n{ROW}") == ["queries-twice"]
    assert codes("") == ["queries-none"]
    assert codes("zh 睡不着 home/sleep natural") == ["queries-columns"]
    assert codes("zh\t \thome/sleep\tnatural") == ["queries-empty"]
    assert codes(f"zh\t{'睡' * 201}\thome/sleep\tnatural") == ["queries-value"]


def test_a_list_without_end_is_cut() -> None:
    text = "\n".join(f"zh\t问题{n}\thome/sleep\tnatural" for n in range(MAX_ROWS + 2))
    rows, problems = read_queries(text, "q.tsv")
    assert len(rows) == MAX_ROWS
    assert [problem.code for problem in problems] == ["queries-many"]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.text(max_size=12), max_size=6).map("\t".join), max_size=8).map("\n".join))
def test_no_text_raises(text: str) -> None:
    rows, problems = read_queries(text, "q.tsv")
    assert len(rows) + len(problems) <= max(1, text.count("\n") + 1)
    assert all(problem.span.file == "q.tsv" for problem in problems)
