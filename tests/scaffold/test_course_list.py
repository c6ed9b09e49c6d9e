"""A course's list is edited by one exact change, or not at all."""

from __future__ import annotations

import pytest

from generator.scaffold.course_list import list_unit

UNIT = "course/t1/c1-4"
PAGE = "---\nid: course/t1\n{core}\ntracks: {{}}\n---\n\ncore: [not this]\n"


@pytest.mark.parametrize(
    ("core", "wanted"),
    [
        ("core: []", f"core: [{UNIT}]"),
        ("core: [a/b]", f"core: [a/b, {UNIT}]"),
        ("core: [a/b, ]", f"core: [a/b, {UNIT}]"),
        ("core:   [ a/b, c/d ]   # 全体", f"core:   [ a/b, c/d, {UNIT}]   # 全体"),
        ("core:\n  - a/b\n  - c/d", f"core:\n  - a/b\n  - c/d\n  - {UNIT}"),
        ("core:\n- a/b", f"core:\n- a/b\n- {UNIT}"),
    ],
)
def test_the_unit_goes_last(core: str, wanted: str) -> None:
    assert list_unit(PAGE.format(core=core), UNIT) == PAGE.format(core=wanted)


def test_line_ends_and_a_mark_of_byte_order_stay() -> None:
    text = "\ufeff" + PAGE.format(core="core: [a/b]").replace("\n", "\r\n")
    assert list_unit(text, UNIT) == text.replace("[a/b]", f"[a/b, {UNIT}]")


@pytest.mark.parametrize(
    "text",
    [
        PAGE.format(core="core:\n  [a/b]"),
        PAGE.format(core="core: [a/b,\n  c/d]"),
        PAGE.format(core='core: ["a]b"]'),
        PAGE.format(core="core: &units [a/b]"),
        PAGE.format(core="core: a/b"),
        PAGE.format(core="core:"),
        PAGE.format(core="text: |\n  x\ncore: [a/b]\ncore: [c/d]"),
        PAGE.format(core="other: 1"),
        PAGE.format(core="core:\n  - a/b\n\n  # 备注\n  - c/d"),
        "no front matter\ncore: []\n",
        "---\ncore: []\n",
    ],
)
def test_where_it_is_not_certain_nothing_is_changed(text: str) -> None:
    assert list_unit(text, UNIT) is None
