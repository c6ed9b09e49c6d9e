"""YAML read once into plain data, with the place of every key and value kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        span = Span(file, first_line + (mark.line if mark else 0), (mark.column if mark else 0) + 1)
        reason = problem.problem or problem.context or ""
        if "undefined alias" in reason or "composer" in reason:
            return None, [Diagnostic("yaml-alias", span)]
        return None, [Diagnostic("yaml-syntax", span, params={"reason": reason})]
    except (yaml.YAMLError, ValueError) as problem:
        return None, [Diagnostic("yaml-syntax", Span(file, first_line), params={"reason": str(problem)})]
    except RecursionError:
        return None, [Diagnostic("yaml-deep", Span(file, first_line))]
    if node is None:
        here = Span(file, first_line)
        return Located(None, {}, {(): here}), []
    builder = _Builder(file, first_line)
    data = builder.build(node, (), 0)
    return Located(data, builder.keys, builder.values), builder.problems


class _Builder:
    def __init__(self, file: str, first_line: int) -> None:
        self.file = file
        self.first_line = first_line
        self.keys: dict[Path, Span] = {}
        self.values: dict[Path, Span] = {}
        self.problems: list[Diagnostic] = []
        self.seen: set[int] = set()

    def build(self, node: yaml.Node, path: Path, depth: int) -> Any:
        span = self._span(node)
        self.values[path] = span
        if id(node) in self.seen:  # the composer hands the same node out for an alias
            self.problems.append(Diagnostic("yaml-alias", span))
            return None
        self.seen.add(id(node))
        if depth > MAX_DEPTH:
            self.problems.append(Diagnostic("yaml-deep", span))
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*path, i), depth + 1) for i, item in enumerate(node.value)]
        return self._scalar(node, span)

    def _mapping(self, node: yaml.MappingNode, path: Path, depth: int) -> dict[str, Any]:
        out: dict[str, Any] = {}
        for key_node, value_node in node.value:
            span = self._span(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self.problems.append(Diagnostic("yaml-key", span))
                continue
            key = str(key_node.value)
            if key in out:
                self.problems.append(Diagnostic("yaml-duplicate-key", span, params={"key": key}))
                continue
            here: Path = (*path, key)
            self.keys[here] = span
            out[key] = self.build(value_node, here, depth + 1)
        return out

    def _scalar(self, node: yaml.Node, span: Span) -> Any:
        value = str(node.value)
        if not str(node.tag).startswith("tag:yaml.org,2002:"):
            self.problems.append(Diagnostic("yaml-tag", span, params={"tag": str(node.tag)}))
            return value
        if getattr(node, "style", None):
            return value
        if value in _WORDS:
            return _WORDS[value]
        if _INT.match(value) and len(value) < 18:
            return int(value)
        return float(value) if _FLOAT.match(value) else value

    def _span(self, node: yaml.Node) -> Span:
        start, end = node.start_mark, node.end_mark
        length = end.column - start.column if end.line == start.line else 1
        return Span(self.file, self.first_line + start.line, start.column + 1, max(1, length))
