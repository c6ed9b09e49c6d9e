"""Reads `quizzes/`: each file into a quiz, each question of it checked by its own type."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from generator.load.layers import Layer
from generator.load.located import parse_yaml
from generator.load.records import validate
from generator.load.text import read_source
from generator.model.diagnostic import Diagnostic, Span
from generator.model.question import Quiz
from generator.questions import QuizFile


@dataclass
class QuizReader:
    """Collects quizzes by id while the layers are read from the top down."""

    quizzes: dict[str, Quiz] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)
    layer_of: dict[str, int] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)

    def read(self, layer: Layer) -> None:
        """Reads every YAML file under a layer's `quizzes/`."""
        for path in layer.files("quizzes"):
            if path.suffix in {".yml", ".yaml"}:
                self._quiz(layer, path)
            else:
                self.problems.append(Diagnostic("file-unknown", Span(layer.name(path)), "warning"))

    def _quiz(self, layer: Layer, path: Path) -> None:
        name = layer.name(path)
        text, problems = read_source(path, name, layer.root)
        self.problems.extend(problems)
        if text is None:
            return
        self.files[name] = text
        located, problems = parse_yaml(text, name)
        self.problems.extend(problems)
        if located is None:
            return
        quiz, problems = validate(QuizFile, located)
        self.problems.extend(problems)
        if quiz is None:
            return
        if not self._claim(layer, f"quiz:{quiz.id}", quiz.id, located.span(("id",))):
            return
        for index, item in enumerate(quiz.items):
            span = located.span(("items", index, "id"))
            if self._claim(layer, f"question:{item.id}", item.id, span):
                self.spans[f"question:{item.id}"] = span
            for path_in, where_in in located.values.items():
                if path_in[:2] == ("items", index):
                    self.spans[f"question:{item.id}/" + "/".join(map(str, path_in[2:]))] = where_in
            for problem in item.check():
                where = located.span(("items", index, *problem.path))
                params = {"question": item.id, **problem.params}
                self.problems.append(Diagnostic(problem.code, where, problem.severity, params))
        self.quizzes[quiz.id] = quiz

    def _claim(self, layer: Layer, key: str, identity: str, span: Span) -> bool:
        """Whether `key` is free, or taken only by an upper layer (which then wins silently)."""
        if key in self.spans:
            if self.layer_of[key] == layer.number:
                other = self.spans[key]
                params = {"id": identity, "other": f"{other.file}:{other.line}"}
                self.problems.append(Diagnostic("duplicate-id", span, params=params))
            return False
        self.spans[key] = span
        self.layer_of[key] = layer.number
        return True
