"""Reads written pages the way a browser does: tags, attributes, words."""

from __future__ import annotations

from html.parser import HTMLParser

from markdown import Markdown

OURS = ("attr_list", "toc", "xinyu")
MKDOCS = ("toc", "tables", "fenced_code", *OURS[:1], "xinyu")  # what MkDocs adds by itself


class Reader(HTMLParser):
    """What a piece of HTML holds. `shape` is every tag with the names of its attributes, in order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.shape: list[tuple[str, ...]] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: dict[str, list[str]] = {}
        self.text = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.shape.append((tag, *(name for name, _ in attrs)))
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self._open.append(tag)
        self.words.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        self.shape.append((f"/{tag}",))
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.text += data
        for tag in self._open:
            self.words[tag][-1] += data

    def handle_comment(self, data: str) -> None:
        self.shape.append(("comment", data))

    def handle_decl(self, decl: str) -> None:
        self.shape.append(("declaration", decl))

    def unknown_decl(self, data: str) -> None:
        self.shape.append(("declaration", data))

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        """The attributes of every `tag` that has the wanted ones (`class_` for class)."""
        names = {k.rstrip("_"): v for k, v in wanted.items()}
        return [a for t, a in self.tags if t == tag and all(v in a.get(k, "").split() for k, v in names.items())]


def without_front_matter(page: str) -> str:
    return page.split("---\n", 2)[2]


def rendered(page: str, extensions: tuple[str, ...] = OURS) -> str:
    """A page of the site tree as the engine renders it."""
    return Markdown(extensions=list(extensions)).convert(without_front_matter(page))
