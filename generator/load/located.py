"""YAML read once into plain data, with the place of every key and value kept."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from generator.model.diagnostic import Diagnostic, Span

Path = tuple[str | int, ...]
MAX_DEPTH = 40

_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)$")
_FLOAT = re.compile(r"[-+]?[0-9]+\.[0-9]+$")
_WORDS: dict[str, Any] = {"": None, "~": None, "null": None, "true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Located:
    """Plain data and the span of every key and value in it, by path."""

    data: Any
    keys: dict[Path, Span] = field(default_factory=dict)
    values: dict[Path, Span] = field(default_factory=dict)

    def span(self, path: Sequence[str | int], *, key: bool = False) -> Span:
        """The place of the value at `path` (or of its key); the nearest enclosing one if it is not there."""
        walk = tuple(path)
        table = self.keys if key else self.values
        if walk in table:
            return table[walk]
        while walk and walk not in self.values:
            walk = walk[:-1]
        return self.values[walk]


def parse_yaml(text: str, file: str, first_line: int = 1) -> tuple[Located | None, list[Diagnostic]]:
    """Reads one YAML document; `first_line` is the line of `file` on which `text` begins.

    Only plain YAML: no anchors, aliases, tags, or second documents; numbers are decimal, `yes` and `12:30` are text.
    """
    builder = _Builder(_Places(text, file, first_line))
    try:
        data = builder.document(yaml.parse(text, Loader=yaml.CSafeLoader))
    except _TooDeepError as problem:
        return None, [*builder.problems, Diagnostic("yaml-deep", problem.span)]
    except yaml.MarkedYAMLError as problem:
        return None, [*builder.problems, _misread(problem, builder.places)]
    except yaml.reader.ReaderError as problem:
        before = text.encode()[: problem.position].decode(errors="ignore")
        params = {"reason": f"U+{problem.character:04X}: {problem.reason}"}
        span = builder.places.span(len(before))
        return None, [*builder.problems, Diagnostic("yaml-syntax", span, params=params)]
    except (yaml.YAMLError, ValueError) as problem:
        span = builder.places.span(0)
        return None, [*builder.problems, Diagnostic("yaml-syntax", span, params={"reason": str(problem)})]
    return Located(data, builder.keys, builder.values), builder.problems


def _misread(problem: yaml.MarkedYAMLError, places: _Places) -> Diagnostic:
    """What the scanner stumbled on; a text that begins with `*`, `&` or `!` is taken for an alias, anchor or tag."""
    context, began = problem.context or "", problem.context_mark
    if began and context in {"while scanning an alias", "while scanning an anchor"}:
        return Diagnostic("yaml-alias", places.span(began.index))
    if began and context in {"while scanning a tag", "while parsing a tag"}:
        return Diagnostic("yaml-tag", places.span(began.index), params={"tag": places.text[began.index :].split()[0]})
    mark = problem.problem_mark or began
    params = {"reason": problem.problem or context}
    return Diagnostic("yaml-syntax", places.span(mark.index if mark else 0), params=params)


class _TooDeepError(Exception):
    def __init__(self, span: Span) -> None:
        super().__init__()
        self.span = span


class _Places:
    """Offsets of a text as spans. Lines end at line feeds only, though YAML ends them at U+0085 and U+2028 too."""

    def __init__(self, text: str, file: str, first_line: int) -> None:
        self.text = text
        self.file = file
        self.first_line = first_line
        self.starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def span(self, start: int, end: int = 0) -> Span:
        line = bisect_right(self.starts, start) - 1
        same = end > start and bisect_right(self.starts, end) - 1 == line
        return Span(self.file, self.first_line + line, start - self.starts[line] + 1, end - start if same else 1)


class _Builder:
    """Builds from the parser's events: the composer would recurse, in C, as deep as the author nests."""

    def __init__(self, places: _Places) -> None:
        self.places = places
        self.keys: dict[Path, Span] = {}
        self.values: dict[Path, Span] = {(): places.span(0)}
        self.problems: list[Diagnostic] = []
        self.events: Iterator[yaml.Event] = iter(())

    def document(self, events: Iterator[yaml.Event]) -> Any:
        """The first document's data; another one is a problem."""
        self.events, data, documents = events, None, 0
        for event in events:
            if not isinstance(event, yaml.DocumentStartEvent):
                continue
            documents += 1
            if documents > 1:
                params = {"reason": "a second document begins here"}
                self.problems.append(Diagnostic("yaml-syntax", self._span(event), params=params))
                break
            data = self.build(next(events), (), 0)
        return data

    def build(self, event: yaml.Event, path: Path, depth: int) -> Any:
        span = self.values[path] = self._span(event)
        if depth > MAX_DEPTH:
            raise _TooDeepError(span)
        if isinstance(event, yaml.AliasEvent):
            self.problems.append(Diagnostic("yaml-alias", span))
            return None
        assert isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent))
        if event.anchor:
            self.problems.append(Diagnostic("yaml-alias", span))
        if event.tag:
            tag = str(event.tag).replace("tag:yaml.org,2002:", "!!")
            self.problems.append(Diagnostic("yaml-tag", span, params={"tag": tag}))
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(event, path, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, path, depth)
        return _scalar(event) if isinstance(event, yaml.ScalarEvent) else None

    def _mapping(self, start: yaml.Event, path: Path, depth: int) -> dict[str, Any]:
        out: dict[str, Any] = {}
        for event in self.events:
            span = self._span(event)
            if isinstance(event, yaml.MappingEndEvent):
                self.values[path] = self._span(start, event)
                break
            key = str(event.value) if isinstance(event, yaml.ScalarEvent) else None
            if key is None:
                self.problems.append(Diagnostic("yaml-key", span))
                self._skip(event, depth)
            elif key in out:
                self.problems.append(Diagnostic("yaml-duplicate-key", span, params={"key": key}))
            if key is None or key in out:
                self._skip(next(self.events), depth)
                continue
            inner = (*path, key)
            self.keys[inner] = span
            out[key] = self.build(next(self.events), inner, depth + 1)
        return out

    def _sequence(self, start: yaml.Event, path: Path, depth: int) -> list[Any]:
        out: list[Any] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                self.values[path] = self._span(start, event)
                break
            out.append(self.build(event, (*path, len(out)), depth + 1))
        return out

    def _skip(self, event: yaml.Event, depth: int) -> None:
        """Passes over a node that is not used."""
        inside = 0
        while True:
            inside += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth + inside > MAX_DEPTH:
                raise _TooDeepError(self._span(event))
            if not inside:
                return
            event = next(self.events)

    def _span(self, start: yaml.Event, end: yaml.Event | None = None) -> Span:
        first, last = start.start_mark, (end or start).end_mark
        assert first
        assert last
        return self.places.span(first.index, last.index)


def _scalar(event: yaml.ScalarEvent) -> Any:
    value = str(event.value)
    if event.style or event.tag:
        return value
    if value in _WORDS:
        return _WORDS[value]
    if _INT.match(value) and len(value) < 18:
        return int(value)
    return float(value) if _FLOAT.match(value) else value
