"""What a page shows of the navigation, and its digest; addresses as MkDocs sees them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils import normalize_url

from generator.hosts.shown_nav import BEFORE, SHOWN, WHOLE, Item, NavView, read_items
from generator.outputs.site.page import seen_from
from generator.outputs.site.tree import Nav

names = st.lists(st.sampled_from(["a", "b", "index", "x-1"]), min_size=1, max_size=4).map("/".join)


class _Page:
    def __init__(self, url: str) -> None:
        self.url = url


@given(names, names, st.sampled_from(["", "./"]))
def test_addresses_are_seen_from_a_page_as_mkdocs_sees_them(here: str, there: str, before: str) -> None:
    page = _Page(f"{here}.html")
    for url in (f"{before}{there}.html", "."):
        assert seen_from(page.url, url) == normalize_url(url, page)  # type: ignore[arg-type]


trees = st.recursive(
    st.just(""),
    lambda inner: st.lists(inner, min_size=1, max_size=4) | st.just([""] * (WHOLE + 12)),
    max_leaves=30,
)


def nav_of(tree: object, at: str = "p", title: str = "题") -> Nav:
    rows = tree if isinstance(tree, list) else [tree]
    return [
        {f"{title}{n}": nav_of(row, f"{at}/{n}", title) if isinstance(row, list) else f"{at}/{n}.md"}
        for n, row in enumerate(rows)
    ]


def paths(items: tuple[Item, ...]) -> list[str]:
    return [path for item in items for path in ([item.path] if item.path else paths(item.items))]


@given(trees, st.data())
def test_what_a_page_shows_changes_with_its_mark_and_not_without(tree: object, data: st.DataObject) -> None:
    def view(nav: Nav) -> tuple[NavView, list[str]]:
        items = read_items(nav, lambda path: path.replace(".md", ".html"))
        return NavView(items), paths(items)

    nav = nav_of(tree)
    before, every = view(nav)
    level: object = nav
    while isinstance(level, list):  # a title somewhere is another
        row = data.draw(st.sampled_from(level))
        (title,) = row
        level = row[title]
        if not isinstance(level, list) or data.draw(st.booleans()):
            renamed = f"{title}新"
            row[renamed] = row.pop(title)
            break
    after, _ = view(nav)
    for path in every:
        assert (before.of(path) == after.of(path)) == (before.mark(path) == after.mark(path))
    marks = [before.mark(path) for path in every]
    assert len(set(marks)) == len(marks)


def test_of_a_long_level_a_page_shows_its_neighbours() -> None:
    nav: Nav = [{"组": [{f"页{n}": f"p/{n}.md"} for n in range(WHOLE + 12)]}]
    view = NavView(read_items(nav, lambda path: path))
    ((title, href, here, below),) = view.of("p/30.md").drawer.rows
    assert (title, href, here) == ("组", "p/0.md", True)
    assert below is not None
    assert [row[1] for row in below.rows] == ["p/0.md", *(f"p/{n}.md" for n in range(30 - BEFORE, 30 - BEFORE + SHOWN))]
    assert [row[1] for row in below.rows if row[2]] == ["p/30.md"]
    assert below.more == "p/0.md"
    assert view.of("nowhere.md").drawer.rows == (("组", "p/0.md", False, None),)
