"""The catalogue of diagnostics: complete, without leftovers, and every `what` fits every call site."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Formatter

import pytest
import yaml

import generator
from generator.checks.wording.rules import RULES
from generator.messages import catalogue

ROOT = Path(generator.__file__).parent
LANGS = ("zh", "en")
# Module-level tuples of codes. Those held by tests are rules a duty may name; they make no diagnostic.
TABLES = ("CODES", "HELD_BY_TESTS")
# The makers of problems, and the names of their positional arguments.
MAKERS = {
    "Diagnostic": ("code", "span", "severity", "params", "suggestion"),
    "Problem": (),
    # what is said of a printed file: kept with it, made a diagnostic later
    "Told": ("code", "source", "params", "line"),
    # a picture's: prepare() adds its name
    "Unfit": ("code", "line", "params"),
    "PictureFault": ("code", "line", "params"),
}
ADDED = {"Unfit": frozenset({"picture"})}


@dataclass(frozen=True)
class Site:
    """A place that makes a diagnostic. `fields` are its params, or None where they cannot be read."""

    code: str
    fields: frozenset[str] | None
    where: str


@dataclass(frozen=True)
class Forwarder:
    """A function that makes a diagnostic of the code it is given (`report`, `_unknown`)."""

    arguments: tuple[str, ...]
    rest: str | None
    code: str
    params: ast.expr | None


@dataclass
class Found:
    """What the sources were found to hold."""

    sites: list[Site] = field(default_factory=list)
    tables: set[str] = field(default_factory=set)
    unread: list[str] = field(default_factory=list)

    @property
    def codes(self) -> set[str]:
        return {site.code for site in self.sites} | self.tables


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def _bound(call: ast.Call, arguments: tuple[str, ...]) -> dict[str, ast.expr]:
    """The call's arguments by name."""
    named = dict(zip(arguments, call.args, strict=False))
    return {**named, **{k.arg: k.value for k in call.keywords if k.arg}}


class _Module:
    """One source file; forwarders are known by name within it."""

    def __init__(self, path: Path, found: Found) -> None:
        self.name = path.relative_to(ROOT).as_posix()
        self.tree = ast.parse(path.read_text("utf-8"))
        self.found = found
        self.forwarders: dict[str, Forwarder] = {}
        functions = [n for n in ast.walk(self.tree) if isinstance(n, ast.FunctionDef)]
        for function in functions:
            for call in self._calls(function):
                if _called(call) in MAKERS:
                    self._maker(call, function)
        for function in functions:
            for call in self._calls(function):
                if _called(call) in self.forwarders and _called(call) not in MAKERS:
                    self._forwarded(call, self.forwarders[_called(call)], function)
        self._tables()

    @staticmethod
    def _calls(function: ast.FunctionDef) -> Iterator[ast.Call]:
        return (n for n in ast.walk(function) if isinstance(n, ast.Call))

    def _where(self, node: ast.expr) -> str:
        return f"{self.name}:{node.lineno}"

    def _maker(self, call: ast.Call, function: ast.FunctionDef) -> None:
        given = _bound(call, MAKERS[_called(call)])
        code, params = given.get("code"), given.get("params")
        if isinstance(code, ast.Attribute):  # `problem.code`: a problem made elsewhere is passed on
            return
        arguments = tuple(a.arg for a in function.args.args if a.arg != "self")
        if isinstance(code, ast.Name) and code.id in arguments:
            rest = function.args.kwarg.arg if function.args.kwarg else None
            literal = self._literal(params, call, function)
            self.forwarders[function.name] = Forwarder(arguments, rest, code.id, literal or params)
            return
        fields = self._fields(self._literal(params, call, function), params, {})
        more = ADDED.get(_called(call), frozenset())
        self._add(call, code, fields if fields is None else fields | more, function)

    def _forwarded(self, call: ast.Call, forwarder: Forwarder, function: ast.FunctionDef) -> None:
        given = _bound(call, forwarder.arguments)
        params = forwarder.params
        if isinstance(params, ast.Name) and params.id == forwarder.rest:
            fields: frozenset[str] | None = frozenset(given) - set(forwarder.arguments)
        else:
            fields = self._fields(params, params, given)
        self._add(call, given.get(forwarder.code), fields, function)

    def _add(
        self, call: ast.Call, code: ast.expr | None, fields: frozenset[str] | None, function: ast.FunctionDef
    ) -> None:
        codes = set(self._words(code, function))
        if not codes:
            self.found.unread.append(self._where(call))
        self.found.sites.extend(Site(c, fields, self._where(call)) for c in codes)

    def _words(self, node: ast.expr | None, function: ast.FunctionDef) -> Iterator[str]:
        """The strings an expression may stand for: a constant, a choice, a local name, a loop variable."""
        match node:
            case ast.Constant(value=str(word)):
                yield word
            case ast.IfExp(body=body, orelse=orelse):
                yield from self._words(body, function)
                yield from self._words(orelse, function)
            case ast.Name(id=name):
                for inner in ast.walk(function):
                    match inner:
                        case ast.Assign(targets=[ast.Name(id=target)], value=value) if target == name:
                            yield from self._words(value, function)
                        case ast.For(target=ast.Tuple(elts=names), iter=ast.Name(id=table)):
                            at = [n.id if isinstance(n, ast.Name) else "" for n in names]
                            if name in at:
                                yield from self._column(table, at.index(name))

    def _column(self, table: str, index: int) -> Iterator[str]:
        """The strings in one column of a module-level tuple of tuples."""
        for node in self.tree.body:
            match node:
                case ast.Assign(targets=[ast.Name(id=name)], value=ast.Tuple(elts=rows)) if name == table:
                    for row in rows:
                        match row:
                            case ast.Tuple(elts=cells):
                                match cells[index]:
                                    case ast.Constant(value=str(word)):
                                        yield word

    @staticmethod
    def _literal(params: ast.expr | None, call: ast.Call, function: ast.FunctionDef) -> ast.Dict | None:
        """The dict written as `params`, or last bound to that name before the call."""
        if isinstance(params, ast.Dict):
            return params
        if not isinstance(params, ast.Name):
            return None
        last: ast.Dict | None = None
        for node in sorted((n for n in ast.walk(function) if isinstance(n, ast.Assign)), key=lambda n: n.lineno):
            match node:
                case ast.Assign(targets=[ast.Name(id=name)], value=ast.Dict() as value):
                    last = value if name == params.id and node.lineno <= call.lineno else last
        return last

    @staticmethod
    def _fields(
        literal: ast.expr | None, params: ast.expr | None, given: Mapping[str, ast.expr]
    ) -> frozenset[str] | None:
        """The keys of the params; a key that is an argument of the forwarder is looked up in `given`."""
        if params is None:
            return frozenset()
        if not isinstance(literal, ast.Dict):
            return None
        keys = (given.get(k.id, k) if isinstance(k, ast.Name) else k for k in literal.keys)
        return frozenset(k.value for k in keys if isinstance(k, ast.Constant) and isinstance(k.value, str))

    def _tables(self) -> None:
        for node in self.tree.body:
            match node:
                case ast.Assign(targets=[ast.Name(id=name)], value=ast.Tuple(elts=cells)) if name in TABLES:
                    words = (c.value for c in cells if isinstance(c, ast.Constant))
                    self.found.tables.update(w for w in words if isinstance(w, str))


@cache
def sources() -> Found:
    """Every code in the package's sources."""
    found = Found()
    for path in sorted(ROOT.rglob("*.py")):
        if "node_modules" not in path.parts:
            _Module(path, found)
    found.tables.update(rule.code for rule in RULES)  # a table of rules, one call
    return found


def _fields_of(what: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(what) if name is not None}


def test_the_reader_of_the_sources_finds_what_is_there() -> None:
    found = sources()
    assert {"field-value", "html-in-markdown", "theme-unknown", "option-feedback"} <= found.codes
    assert found.unread == [], "a diagnostic whose code is not written out: give it a constant"


def test_every_code_has_its_words() -> None:
    assert sorted(sources().codes - set(catalogue("zh"))) == []


def test_no_words_without_a_code() -> None:
    assert sorted(set(catalogue("zh")) - sources().codes) == []


def test_codes_are_in_order_and_once() -> None:
    text = (files("generator.messages") / "diagnostics.yml").read_text("utf-8")
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    assert isinstance(node, yaml.MappingNode)
    keys = [str(key.value) for key, _ in node.value]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize("lang", LANGS)
def test_words_are_complete(lang: str) -> None:
    for code, message in catalogue(lang).items():
        for words in (message.what, message.why, message.fix):
            assert isinstance(words, str), code
            assert words.strip() == words != "", code
            assert "\n" not in words, code
            assert not {"!", "\uff01"} & set(words.replace("![", "")), f"{code}: no exclamation marks"


@pytest.mark.parametrize("lang", LANGS)
def test_what_can_be_filled_wherever_it_is_said(lang: str) -> None:
    words = catalogue(lang)
    for site in sources().sites:
        if site.fields is None or site.code not in words:
            continue
        lacking = _fields_of(words[site.code].what) - site.fields
        assert not lacking, f"{site.where}: {site.code} needs {sorted(lacking)}"
        assert words[site.code].what.format_map(dict.fromkeys(site.fields, "x"))
