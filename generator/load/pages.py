"""Reads pages: front matter into the kind's record, bodies into sections, translations beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from generator.load.layers import Layer
from generator.load.located import Located, parse_yaml
from generator.load.pictures.kinds import FORMS
from generator.load.pictures.reader import PictureReader
from generator.load.records import validate
from generator.load.text import Within, read_source
from generator.memory.digest import digest
from generator.memory.fork import flowing
from generator.memory.memory import Memory
from generator.model.blocks import Section
from generator.model.diagnostic import Diagnostic, Span
from generator.model.page import Body, Page, TranslationMeta
from generator.model.record import PAGE_ID_PATTERN
from generator.model.suggest import nearest
from generator.pages import PAGE_KINDS

ENGLISH = ".en.md"


_ID = re.compile(rf"^id:\s*({PAGE_ID_PATTERN.strip('^$')})\s*$", re.MULTILINE)


def stated_id(name: str, text: str) -> str:
    """The id a source states, even where the rest of it cannot be read; else its place in the folders."""
    found = _ID.search(text)
    if found:
        return found[1]
    steps = name.rsplit(".", 1)[0].partition("/")[2].lower().split("/")
    return "/".join(s for step in steps if (s := re.sub(r"[^a-z0-9-]", "-", step).strip("-"))) or "broken"


@dataclass(frozen=True, slots=True)
class Source:
    """A page's sources as read: its text, that of its translation, and why the translation could not be read."""

    name: str
    layer: int
    text: str
    english: str | None = None  # the translation's file
    translated: str | None = None  # the translation's text
    refused: tuple[Diagnostic, ...] = ()

    def digest(self, texts: Mapping[str, str]) -> str:
        """A digest of all that the page is made from; `texts` are the digests of the files' texts."""
        refused = repr([(d.code, d.span, sorted(d.params.items())) for d in self.refused])
        given = "" if self.translated is None else texts[self.english or ""]
        return digest(self.name, str(self.layer), texts[self.name], self.english or "", given, refused)


@dataclass(frozen=True, slots=True)
class Inside:
    """What is asked of a page only when it is checked or lowered: its bodies, the places of its fields."""

    sections: tuple[Section, ...] = ()
    translated: tuple[Section, ...] = ()
    spans: Mapping[str, Span] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """A source read: the page (its bodies and places still outside), what is wrong with it.

    `face` is a digest of what other pages can see of the page: all but its bodies.
    """

    page: Page | None
    problems: tuple[Diagnostic, ...]
    broken: bool
    face: str
    id_span: Span
    anchors: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


def read_page(source: Source) -> tuple[Found, Inside]:
    """What a source holds. Rests on nothing but its text and the tables of page kinds."""
    from generator.load.body import parse_body  # noqa: PLC0415 - a run with nothing new parses nothing

    problems: list[Diagnostic] = []
    nothing = Found(None, (), True, "", Span(source.name))
    split = _split(source.name, source.text, problems)
    if split is None:
        return replace(nothing, problems=tuple(problems)), Inside()
    front, text, first_line = split
    kind_name = front.data.get("kind")
    kind = PAGE_KINDS.get(str(kind_name))
    if kind_name is None:
        problems.append(Diagnostic("field-missing", front.span(()), params={"field": "kind"}))
    elif kind is None:
        hint = nearest(str(kind_name), PAGE_KINDS)
        span = front.span(("kind",))
        problems.append(Diagnostic("kind-unknown", span, params={"kind": str(kind_name)}, suggestion=hint))
    if kind is None:
        return replace(nothing, problems=tuple(problems)), Inside()
    meta, refused = validate(kind.meta, front)
    sections, found = parse_body(text, source.name, first_line)
    problems.extend(refused + found)
    if meta is None:
        return replace(nothing, problems=tuple(problems)), Inside()
    spans = {"/".join(map(str, key)): span for key, span in front.values.items()}
    spans[""] = Span(source.name)
    translation, english, english_front = _translation(source, problems)
    body = Body(source.name, sections)
    page = Page(meta, Body(source.name), translation, Body(english.file) if english else None, source.layer)
    face = digest(
        source.name,
        str(source.layer),
        source.text[: len(source.text) - len(text)],
        english.file if english else "",
        english_front,
        *body.anchors,
    )
    broken = any(p.severity == "error" for p in (*source.refused, *problems))
    anchors = (body.anchors, english.anchors if english else ())
    inside = Inside(sections, english.sections if english else (), spans)
    return Found(page, tuple(problems), broken, face, spans.get("id", Span(source.name)), anchors), inside


def _translation(source: Source, problems: list[Diagnostic]) -> tuple[TranslationMeta | None, Body | None, str]:
    """The translation's record and body, and its front matter as written."""
    from generator.load.body import parse_body  # noqa: PLC0415 - as above

    if source.english is None or source.translated is None:
        return None, None, ""
    split = _split(source.english, source.translated, problems)
    if split is None:
        return None, None, ""
    front, text, first_line = split
    meta, refused = validate(TranslationMeta, front)
    sections, found = parse_body(text, source.english, first_line)
    problems.extend(refused + found)
    if meta is None:
        return None, None, ""
    return meta, Body(source.english, sections), source.translated[: len(source.translated) - len(text)]


def _split(name: str, text: str, problems: list[Diagnostic]) -> tuple[Located, str, int] | None:
    """Front matter, body, and the line the body begins on."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        problems.append(Diagnostic("front-matter-missing", Span(name)))
        return None
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        problems.append(Diagnostic("front-matter-open", Span(name)))
        return None
    front, found = parse_yaml("\n".join(lines[1:end]), name, 2)
    problems.extend(found)
    if front is None:
        return None
    if not isinstance(front.data, dict):
        params = {"field": "-", "wanted": "want-mapping"}
        problems.append(Diagnostic("field-type", Span(name, 2), params=params))
        return None
    return front, "\n".join(lines[end + 1 :]), end + 2


class _Places(Mapping[str, Span]):
    """The places of a page's fields, fetched when the first one is asked for."""

    def __init__(self, inside: Callable[[], Inside]) -> None:
        self._inside = inside

    def __getitem__(self, key: str) -> Span:
        return self._inside().spans[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._inside().spans)

    def __len__(self) -> int:
        return len(self._inside().spans)


def _joined(found: Found, inside: Callable[[], Inside]) -> Page | None:
    """The page of `found` with its bodies and places, which are fetched when they are asked for."""
    page = found.page
    if page is None:
        return None
    zh, en = found.anchors
    body = Body(page.body.file, read=lambda: inside().sections, anchors=zh)
    translated = page.translated and Body(page.translated.file, read=lambda: inside().translated, anchors=en)
    return replace(page, body=body, translated=translated, field_spans=_Places(inside))


@dataclass
class PageReader:
    """Collects pages by id while the layers are read from the top down; `settle` then reads what was collected."""

    memory: Memory = field(default_factory=Memory)
    pictures: PictureReader = field(default_factory=PictureReader)
    pages: dict[str, Page] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    broken: dict[str, str] = field(default_factory=dict)  # source file -> the id it states, or a guess
    faces: dict[str, str] = field(default_factory=dict)  # page -> a digest of all but its bodies
    digests: dict[str, str] = field(default_factory=dict)  # page -> a digest of its sources
    texts: dict[str, str] = field(default_factory=dict)  # file -> a digest of its text
    _sources: list[Source] = field(default_factory=list)

    def read(self, layer: Layer, folder: str) -> None:
        """Reads every page and picture under a layer's `folder`."""
        paths = list(layer.files(folder))
        names = {str(p) for p in paths}
        within = Within(layer.root)
        for path in paths:
            if path.name.endswith(ENGLISH):
                if str(path).removesuffix(ENGLISH) + ".md" not in names:
                    self.problems.append(Diagnostic("translation-orphan", Span(layer.name(path))))
            elif path.suffix == ".md":
                self._source(layer, path, names, within)
            elif path.suffix.lower() in FORMS:
                self.pictures.read(layer, path)
            else:
                problem = Diagnostic("file-unknown", Span(layer.name(path)), "warning")
                self.problems.append(problem)

    def _source(self, layer: Layer, path: Path, names: set[str], within: Within) -> None:
        name = layer.name(path)
        text, problems = read_source(path, name, layer.root, within)
        self.problems.extend(problems)
        if text is None:
            self.broken[name] = stated_id(name, "")
            return
        self._hold(name, text)
        english = path.with_name(path.stem + ENGLISH)
        if str(english) not in names:
            self._sources.append(Source(name, layer.number, text))
            return
        file = layer.name(english)
        translated, refused = read_source(english, file, layer.root, within)
        self.problems.extend(refused)
        if translated is not None:
            self._hold(file, translated)
        self._sources.append(Source(name, layer.number, text, file, translated, tuple(refused)))

    def _hold(self, file: str, text: str) -> None:
        self.files[file] = text
        self.texts[file] = digest(text)

    def settle(self) -> None:
        """Turns the sources read so far into pages: from memory where they have not changed, else by parsing."""
        marks = {s.name: s.digest(self.texts) for s in self._sources}
        new = [s for s in self._sources if not self.memory.holds("page", s.name, marks[s.name])]
        for source, (found, inside) in flowing(_read_pages, new):
            self.memory.put("page", source.name, marks[source.name], found)
            self.memory.put("inside", source.name, marks[source.name], inside, hold=False)
        for source in self._sources:
            mark = marks[source.name]
            held = self.memory.get("page", source.name, mark)
            assert isinstance(held, Found)
            self.problems.extend(held.problems)
            if held.broken:
                self.broken[source.name] = stated_id(source.name, source.text)
            page = self.memory.live(("joined", source.name, mark), partial(_joined, held, self._inside(source, mark)))
            if page is not None:
                self._add(page, held, mark)
        self._sources = []

    def _inside(self, source: Source, mark: str) -> Callable[[], Inside]:
        memory = self.memory
        held: list[Inside] = []

        def fetch() -> Inside:
            if not held:
                found = memory.get("inside", source.name, mark)
                held.append(found if isinstance(found, Inside) else read_page(source)[1])
            return held[0]

        return fetch

    def _add(self, page: Page, found: Found, mark: str) -> None:
        known = self.pages.get(page.id)
        if known is not None:
            if known.layer == page.layer:
                other = known.at("id")
                params = {"id": page.id, "other": f"{other.file}:{other.line}"}
                self.problems.append(Diagnostic("duplicate-id", page.at("id"), params=params))
            return
        self.pages[page.id] = page
        self.faces[page.id] = found.face
        self.digests[page.id] = mark
        self.spans[f"page:{page.id}"] = found.id_span


def _read_pages(sources: Sequence[Source]) -> list[tuple[Found, Inside]]:
    return [read_page(source) for source in sources]
