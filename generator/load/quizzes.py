"""Reads `quizzes/`: each file into a quiz, each question of it checked by its own type."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

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
    refused: set[str] = field(default_factory=set)  # ids of quizzes and questions
    partly_asked: set[str] = field(default_factory=set)  # ids of units

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
        whole, problems = validate(QuizFile, located)
        self.problems.extend(problems)
        quiz: Quiz | None = whole
        kept = list(range(len(whole.items))) if whole else []
        if quiz is None:
            quiz, kept = _without_refused(located.data)
            self._refuse(located.data, quiz, kept)
        if quiz is None or not self._claim(layer, f"quiz:{quiz.id}", quiz.id, located.span(("id",))):
            return
        for index, item in zip(kept, quiz.items, strict=True):
            span = located.span(("items", index, "id"))
            if self._claim(layer, f"question:{item.id}", item.id, span):
                self.spans[f"question:{item.id}"] = span
            for path_in, where_in in located.values.items():
                if path_in[:2] == ("items", index):
                    self.spans[f"question:{item.id}/" + "/".join(map(str, path_in[2:]))] = where_in
            for problem in item.check():
                if quiz.sealed and problem.code == "option-feedback":  # nobody is shown the feedback of an exam
                    continue
                where = located.span(("items", index, *problem.path))
                params = {"question": item.id, **problem.params}
                self.problems.append(Diagnostic(problem.code, where, problem.severity, params))
        self.quizzes[quiz.id] = quiz

    def _refuse(self, data: Any, quiz: Quiz | None, kept: list[int]) -> None:
        """Notes what is missing now, so that whatever names it is not reported on top of what was wrong with it."""
        if not isinstance(data, dict):
            return
        items = data["items"] if isinstance(data.get("items"), list) else []
        lost = [x for n, x in enumerate(items) if n not in kept] + ([] if quiz else [data])
        self.refused.update(str(x["id"]) for x in lost if isinstance(x, dict) and "id" in x)
        self.partly_asked.add(str(data.get("unit")))

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


def _without_refused(data: Any) -> tuple[Quiz | None, list[int]]:
    """The quiz without the questions that are refused, and the numbers of those it keeps; None when it is itself."""
    if not isinstance(data, dict) or not isinstance(data.get("items"), list):
        return None, []
    try:
        QuizFile.model_validate(data)
    except ValidationError as refused:
        places = [e["loc"] for e in refused.errors(include_url=False, include_input=False)]
        bad = {where[1] for where in places if where[0] == "items" and len(where) > 1}
        kept = [n for n in range(len(data["items"])) if n not in bad]
        try:
            return QuizFile.model_validate({**data, "items": [data["items"][n] for n in kept]}), kept
        except ValidationError:
            return None, []
    return None, []
