"""Reads pages: front matter into the kind's record, bodies into sections, translations beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from generator.load.body import parse_body
from generator.load.layers import Layer
from generator.load.located import Located, parse_yaml
from generator.load.records import validate
from generator.load.text import read_source, refuse_path
from generator.model.diagnostic import Diagnostic, Span
from generator.model.page import Body, Page, TranslationMeta
from generator.model.record import PAGE_ID_PATTERN
from generator.model.suggest import nearest
from generator.pages import PAGE_KINDS

ENGLISH = ".en.md"
ASSET_TYPES = frozenset({".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif"})


_ID = re.compile(rf"^id:\s*({PAGE_ID_PATTERN.strip('^$')})\s*$", re.MULTILINE)


def stated_id(name: str, text: str) -> str:
    """The id a source states, even where the rest of it cannot be read; else its place in the folders."""
    found = _ID.search(text)
    if found:
        return found[1]
    steps = name.rsplit(".", 1)[0].partition("/")[2].lower().split("/")
    return "/".join(s for step in steps if (s := re.sub(r"[^a-z0-9-]", "-", step).strip("-"))) or "broken"


@dataclass
class PageReader:
    """Collects pages by id while the layers are read from the top down."""

    pages: dict[str, Page] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    assets: dict[str, str] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    broken: dict[str, str] = field(default_factory=dict)  # source file -> the id it states, or a guess

    def read(self, layer: Layer, folder: str) -> None:
        """Reads every page and picture under a layer's `folder`."""
        for path in layer.files(folder):
            if path.name.endswith(ENGLISH):
                if not path.with_name(path.name.removesuffix(ENGLISH) + ".md").exists():
                    self.problems.append(Diagnostic("translation-orphan", Span(layer.name(path))))
            elif path.suffix == ".md":
                self._page(layer, path)
            elif path.suffix.lower() in ASSET_TYPES:
                self._asset(layer, path)
            else:
                problem = Diagnostic("file-unknown", Span(layer.name(path)), "warning")
                self.problems.append(problem)

    def _asset(self, layer: Layer, path: Path) -> None:
        name = layer.name(path)
        problem = refuse_path(path, name, layer.root)
        if problem:
            self.problems.append(problem)
        else:
            self.assets[name] = str(path)

    def _page(self, layer: Layer, path: Path) -> None:
        name = layer.name(path)
        before = len(self.problems)
        split = self._split(layer, path)
        if split is None:
            self.broken[name] = stated_id(name, self.files.get(name, ""))
            return
        front, text, first_line = split
        kind_name = front.data.get("kind")
        kind = PAGE_KINDS.get(str(kind_name))
        if kind_name is None:
            self.problems.append(Diagnostic("field-missing", front.span(()), params={"field": "kind"}))
        elif kind is None:
            hint = nearest(str(kind_name), PAGE_KINDS)
            span = front.span(("kind",))
            self.problems.append(Diagnostic("kind-unknown", span, params={"kind": str(kind_name)}, suggestion=hint))
        if kind is None:
            self.broken[name] = stated_id(name, self.files.get(name, ""))
            return
        meta, problems = validate(kind.meta, front)
        sections, found = parse_body(text, name, first_line)
        self.problems.extend(problems + found)
        if meta is None:
            self.broken[name] = stated_id(name, self.files.get(name, ""))
            return
        spans = {"/".join(map(str, key)): span for key, span in front.values.items()}
        spans[""] = Span(name)
        translation, translated = self._translation(layer, path)
        page = Page(meta, Body(name, sections), translation, translated, layer.number, spans)
        if any(p.severity == "error" for p in self.problems[before:]):
            self.broken[name] = stated_id(name, self.files.get(name, ""))
        self._add(page)

    def _translation(self, layer: Layer, path: Path) -> tuple[TranslationMeta | None, Body | None]:
        english = path.with_name(path.stem + ENGLISH)
        if not english.exists():
            return None, None
        name = layer.name(english)
        split = self._split(layer, english)
        if split is None:
            return None, None
        front, text, first_line = split
        meta, problems = validate(TranslationMeta, front)
        sections, found = parse_body(text, name, first_line)
        self.problems.extend(problems + found)
        return (meta, Body(name, sections)) if meta else (None, None)

    def _split(self, layer: Layer, path: Path) -> tuple[Located, str, int] | None:
        """Front matter, body, and the line the body begins on."""
        name = layer.name(path)
        text, problems = read_source(path, name, layer.root)
        self.problems.extend(problems)
        if text is None:
            return None
        self.files[name] = text
        lines = text.split("\n")
        if lines[0].rstrip() != "---":
            self.problems.append(Diagnostic("front-matter-missing", Span(name)))
            return None
        end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
        if end is None:
            self.problems.append(Diagnostic("front-matter-open", Span(name)))
            return None
        front, problems = parse_yaml("\n".join(lines[1:end]), name, 2)
        self.problems.extend(problems)
        if front is None:
            return None
        if not isinstance(front.data, dict):
            params = {"field": "-", "wanted": "want-mapping"}
            self.problems.append(Diagnostic("field-type", Span(name, 2), params=params))
            return None
        return front, "\n".join(lines[end + 1 :]), end + 2

    def _add(self, page: Page) -> None:
        known = self.pages.get(page.id)
        if known is not None:
            if known.layer == page.layer:
                other = known.at("id")
                params = {"id": page.id, "other": f"{other.file}:{other.line}"}
                self.problems.append(Diagnostic("duplicate-id", page.at("id"), params=params))
            return
        self.pages[page.id] = page
        self.spans[f"page:{page.id}"] = page.at("id")
