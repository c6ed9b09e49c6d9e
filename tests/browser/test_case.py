"""A branching case: the way taken and the first sentence are kept."""

from __future__ import annotations

from answering import kept
from playwright.sync_api import Page, expect


def test_a_case_keeps_the_way_and_the_first_sentence(reader: Page) -> None:
    case = reader.locator("[data-case=walk]")
    case.get_by_role("link", name="坐下来").click()
    expect(case.locator(".xy-turn:visible")).to_contain_text("高度一样了。")
    reader.reload()
    expect(case.locator(".xy-turn:visible")).to_contain_text("高度一样了。")
    case.get_by_role("link", name="接着往下").click()
    case.get_by_role("link", name="听", exact=True).click()
    case.get_by_role("link", name="接着往下").click()
    expect(case.locator(".xy-ending:visible")).to_contain_text("说出来了")
    case.locator("textarea").fill("我在这里，慢慢说。")
    case.locator("textarea").blur()
    (walk,) = kept(reader, "case/walk/").values()
    assert walk["ending"] == "good"
    assert walk["answer"] == {"path": ["n1/a", "n2/a"], "ending": "good", "first": "我在这里，慢慢说。"}
    reader.reload()
    expect(case.locator(".xy-ending:visible")).to_contain_text("说出来了")
    expect(case.locator("textarea")).to_have_value("我在这里，慢慢说。")
    case.get_by_role("button", name="从头再走一遍").click()
    expect(case.locator(".xy-node:visible")).to_contain_text("第一步")
    assert len(kept(reader, "case/walk/")) == 1
