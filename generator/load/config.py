"""Reads `site_config/`: each file into records by id, an upper layer's record before a lower one's."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from generator.load.layers import Layer
from generator.load.located import Located, parse_yaml
from generator.load.queries import QUERIES, query_key, read_queries
from generator.load.records import validate
from generator.load.text import read_source
from generator.memory.digest import digest
from generator.memory.memory import Memory
from generator.model.certificate import CertificateKey
from generator.model.config import (
    Band,
    CalendarEvent,
    Count,
    GlossaryTerm,
    Hotline,
    Named,
    School,
    Wording,
)
from generator.model.diagnostic import Diagnostic, Span
from generator.model.exam import ExamKey
from generator.model.library import Duty
from generator.model.mandate import Mandate, Source, Value
from generator.model.suggest import nearest

# file -> (the key that holds its list, the record, the table of the library)
LISTS: dict[str, tuple[str, type[BaseModel], str]] = {
    "bands.yml": ("bands", Band, "bands"),
    "themes.yml": ("themes", Named, "themes"),
    "roles.yml": ("roles", Named, "roles"),
    "goals.yml": ("goals", Named, "goals"),
    "hotlines.yml": ("hotlines", Hotline, "hotlines"),
    "calendar.yml": ("events", CalendarEvent, "events"),
    "glossary.yml": ("terms", GlossaryTerm, "glossary"),
    "plan.yml": ("counts", Count, "counts"),
    "wording.yml": ("prefer", Wording, "wording"),
    "exam-keys.yml": ("keys", ExamKey, "exam_keys"),
    "certificate-keys.yml": ("keys", CertificateKey, "certificate_keys"),
    "mandates/sources.yml": ("sources", Source, "sources"),
    "mandates/values.yml": ("values", Value, "values"),
}
SINGLE = ("school.yml", "site.yml")
READ = frozenset({".yml", ".yaml", ".tsv"})
REQUIRED = ("bands.yml", "themes.yml", "hotlines.yml", "mandates/sources.yml")  # pages cannot stand without these


@dataclass(frozen=True, slots=True)
class FoundConfig:
    """All of `site_config/` read: what `ConfigReader` had collected when every layer was through."""

    tables: dict[str, dict[str, Any]]
    spans: dict[str, Span]
    problems: tuple[Diagnostic, ...]
    school: School | None


@dataclass
class ConfigReader:
    """Collects records by table and id while the layers are read from the top down; `settle` then reads them."""

    memory: Memory = field(default_factory=Memory)
    tables: dict[str, dict[str, Any]] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)
    layer_of: dict[str, int] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    school: School | None = None
    digest: str = ""  # of all files, once they are settled
    _layers: list[Layer] = field(default_factory=list)
    _texts: dict[str, tuple[str | None, list[Diagnostic]]] = field(default_factory=dict)

    def read(self, layer: Layer) -> None:
        """Reads every file of a layer's `site_config/`."""
        self._layers.append(layer)
        for path in layer.files("site_config"):
            if path.suffix in READ:
                name = layer.name(path)
                text, problems = read_source(path, name, layer.root)
                self._texts[name] = text, problems
                if text is not None and not name.endswith("site_config/site.yml"):
                    self.files[name] = text

    def settle(self) -> None:
        """Turns the files read so far into records: from memory where none has changed, else by parsing."""
        names = [layer.name(path) for layer in self._layers for path in layer.files("site_config")]
        refused = repr(
            [(n, d.code, d.span, sorted(d.params.items())) for n, (_, ds) in self._texts.items() for d in ds]
        )
        parts = [part for n, (text, _) in self._texts.items() for part in (n, "" if text is None else f"={text}")]
        self.digest = digest(refused, *names, "", *parts)
        if not self.memory.holds("config", "all", self.digest):
            for layer in self._layers:
                self._layer(layer)
            found = FoundConfig(self.tables, self.spans, tuple(self.problems), self.school)
            self.memory.put("config", "all", self.digest, found)
        held = self.memory.get("config", "all", self.digest)
        assert isinstance(held, FoundConfig)
        self.tables, self.spans, self.school = held.tables, held.spans, held.school
        self.problems = list(held.problems)

    def _layer(self, layer: Layer) -> None:
        folder = layer.root / "site_config"
        for path in layer.files("site_config"):
            relative = path.relative_to(folder).as_posix()
            if relative.startswith("schema/") or relative == "site.yml":
                continue
            if relative in LISTS:
                key, model, table = LISTS[relative]
                self._list(layer, path, key, model, table)
            elif relative == "school.yml":
                self._school(layer, path)
            elif relative.startswith("mandates/") and path.suffix == ".yml":
                self._duties(layer, path)
            elif relative == QUERIES:
                self._queries(layer, path)
            elif path.suffix in {".yml", ".yaml"}:
                hint = nearest(relative, [*LISTS, *SINGLE])
                name = layer.name(path)
                self.problems.append(Diagnostic("config-unknown", Span(name), "warning", suggestion=hint))

    def unloaded(self) -> frozenset[str]:
        """The tables that hold nothing because their file is missing, empty or wrong; the first two are reported here."""
        empty: set[str] = set()
        wrong = {d.span.file.rpartition("site_config/")[2] for d in self.problems}
        read = {name.rpartition("site_config/")[2] for name in self.files}
        for file, (_, _, table) in LISTS.items():
            if self.tables.get(table):
                continue
            if file in REQUIRED and file not in wrong:
                self.problems.append(Diagnostic("config-missing", Span(f"site_config/{file}"), params={"file": file}))
            if file in REQUIRED or file in wrong or file not in read:
                empty.add(table)
        return frozenset(empty)

    def located(self, layer: Layer, path: Path) -> Located | None:
        """A YAML file's data, or None with the problem noted."""
        name = layer.name(path)
        text, problems = self._texts[name]
        self.problems.extend(problems)
        if text is None:
            return None
        located, problems = parse_yaml(text, name)
        self.problems.extend(problems)
        if located is not None and located.data is None:
            return None
        if located is not None and not isinstance(located.data, dict):
            params = {"field": "-", "wanted": "want-mapping"}
            self.problems.append(Diagnostic("field-type", Span(name), params=params))
            return None
        return located

    def _school(self, layer: Layer, path: Path) -> None:
        located = self.located(layer, path)
        if located is None or self.school is not None:
            return
        self.school, problems = validate(School, located)
        self.problems.extend(problems)
        for path_in, span in located.values.items():
            if len(path_in) == 1:
                self.spans[f"school:{path_in[0]}"] = span

    def _list(self, layer: Layer, path: Path, key: str, model: type[BaseModel], table: str) -> None:
        located = self.located(layer, path)
        if located is None or not self._entries(located, key):
            return
        for index in range(len(located.data[key])):
            record, problems = validate(model, located, (key, index))
            self.problems.extend(problems)
            if record is not None:
                span = located.span((key, index, "id"))
                self._add(layer, table, record.id, record, span)  # type: ignore[attr-defined]

    def _duties(self, layer: Layer, path: Path) -> None:
        located = self.located(layer, path)
        if located is None or not self._entries(located, "mandates", ("source",)):
            return
        source = str(located.data.get("source", ""))
        if not source:
            params = {"field": "source"}
            self.problems.append(Diagnostic("field-missing", located.span(()), params=params))
        for index in range(len(located.data["mandates"])):
            record, problems = validate(Mandate, located, ("mandates", index))
            self.problems.extend(problems)
            if record is not None:
                span = located.span(("mandates", index, "id"))
                self.spans[f"duty-source:{record.id}"] = located.span(("source",))
                self._add(layer, "duties", record.id, Duty(record, source), span)

    def _queries(self, layer: Layer, path: Path) -> None:
        """Known answers of the search. A row of an upper layer stands for the same query below it."""
        name = layer.name(path)
        text, problems = self._texts[name]
        self.problems.extend(problems)
        if text is None:
            return
        rows, problems = read_queries(text, name)
        self.problems.extend(problems)
        table = self.tables.setdefault("queries", {})
        for row in rows:
            table.setdefault("\t".join(query_key(row)), row)

    def _entries(self, located: Located, key: str, others: tuple[str, ...] = ()) -> bool:
        """Whether the file holds its list; unknown keys beside it are reported."""
        for name in located.data:
            if name not in {key, *others}:
                span = located.span((name,), key=True)
                hint = nearest(name, (key, *others))
                problem = Diagnostic("field-unknown", span, params={"field": name}, suggestion=hint)
                self.problems.append(problem)
        if key not in located.data:
            self.problems.append(Diagnostic("field-missing", located.span(()), params={"field": key}))
            return False
        if not isinstance(located.data[key], list):
            params = {"field": key, "wanted": "want-list"}
            self.problems.append(Diagnostic("field-type", located.span((key,)), params=params))
            return False
        return True

    def _add(self, layer: Layer, table: str, identity: str, record: object, span: Span) -> None:
        key = f"{table}:{identity}"
        if key in self.spans:
            if self.layer_of[key] == layer.number:
                other = self.spans[key]
                params = {"id": identity, "other": f"{other.file}:{other.line}"}
                self.problems.append(Diagnostic("duplicate-id", span, params=params))
            return
        self.spans[key] = span
        self.layer_of[key] = layer.number
        self.tables.setdefault(table, {})[identity] = record
