"""Reads `quizzes/`: each file into a quiz, each question of it checked by its own type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from generator.load.layers import Layer
from generator.load.located import Located, parse_yaml
from generator.load.records import validate
from generator.load.text import read_source
from generator.memory.digest import digest
from generator.memory.fork import shared_out
from generator.memory.memory import Memory
from generator.model.diagnostic import Diagnostic, Span
from generator.model.question import Question, Quiz
from generator.questions import QuizFile


@dataclass(frozen=True, slots=True)
class FoundItem:
    """A question read: where it and its fields stand, what is wrong with it."""

    id: str
    span: Span
    spans: Mapping[str, Span]
    problems: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class FoundQuiz:
    """A file read: the quiz without the questions that are refused, and what is wrong with it."""

    quiz: Quiz | None
    problems: tuple[Diagnostic, ...]
    span: Span
    items: tuple[FoundItem, ...] = ()
    refused: tuple[str, ...] = ()
    partly_asked: tuple[str, ...] = ()


def read_quiz(name: str, text: str) -> FoundQuiz:
    """What a file of questions holds. Rests on nothing but its text and the table of question types."""
    problems: list[Diagnostic] = []
    located, found = parse_yaml(text, name)
    problems.extend(found)
    if located is None:
        return FoundQuiz(None, tuple(problems), Span(name))
    whole, found = validate(QuizFile, located)
    problems.extend(found)
    quiz: Quiz | None = whole
    kept = list(range(len(whole.items))) if whole else []
    refused: tuple[str, ...] = ()
    partly: tuple[str, ...] = ()
    if quiz is None:
        quiz, kept = _without_refused(located.data)
        refused, partly = _refused(located.data, quiz, kept)
    if quiz is None:
        return FoundQuiz(None, tuple(problems), Span(name), (), refused, partly)
    items = tuple(_item(located, index, item, quiz) for index, item in zip(kept, quiz.items, strict=True))
    return FoundQuiz(quiz, tuple(problems), located.span(("id",)), items, refused, partly)


def _item(located: Located, index: int, item: Question, quiz: Quiz) -> FoundItem:
    key = f"question:{item.id}/"
    inner = {key + "/".join(map(str, p[2:])): span for p, span in located.values.items() if p[:2] == ("items", index)}
    problems = []
    for problem in item.check():
        if quiz.sealed and problem.code == "option-feedback":  # nobody is shown the feedback of an exam
            continue
        where = located.span(("items", index, *problem.path))
        params = {"question": item.id, **problem.params}
        problems.append(Diagnostic(problem.code, where, problem.severity, params))
    return FoundItem(item.id, located.span(("items", index, "id")), inner, tuple(problems))


def _refused(data: Any, quiz: Quiz | None, kept: list[int]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is missing now, so that whatever names it is not reported on top of what was wrong with it."""
    if not isinstance(data, dict):
        return (), ()
    items = data["items"] if isinstance(data.get("items"), list) else []
    lost = [x for n, x in enumerate(items) if n not in kept] + ([] if quiz else [data])
    return tuple(str(x["id"]) for x in lost if isinstance(x, dict) and "id" in x), (str(data.get("unit")),)


@dataclass
class QuizReader:
    """Collects quizzes by id while the layers are read from the top down; `settle` then reads what was collected."""

    memory: Memory = field(default_factory=Memory)
    quizzes: dict[str, Quiz] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)
    layer_of: dict[str, int] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)  # ids of quizzes and questions
    partly_asked: set[str] = field(default_factory=set)  # ids of units
    digests: dict[str, str] = field(default_factory=dict)  # quiz -> a digest of its file
    _sources: list[tuple[Layer, str, str]] = field(default_factory=list)

    def read(self, layer: Layer) -> None:
        """Reads every YAML file under a layer's `quizzes/`."""
        for path in layer.files("quizzes"):
            if path.suffix in {".yml", ".yaml"}:
                name = layer.name(path)
                text, problems = read_source(path, name, layer.root)
                self.problems.extend(problems)
                if text is not None:
                    self.files[name] = text
                    self._sources.append((layer, name, text))
            else:
                self.problems.append(Diagnostic("file-unknown", Span(layer.name(path)), "warning"))

    def settle(self) -> None:
        """Turns the files read so far into quizzes: from memory where they have not changed, else by parsing."""
        marks = {name: digest(name, text) for _, name, text in self._sources}
        new = [(name, text) for _, name, text in self._sources if not self.memory.holds("quiz", name, marks[name])]
        for (name, _), found in zip(new, shared_out(_read_quizzes, new), strict=True):
            self.memory.put("quiz", name, marks[name], found)
        for layer, name, _ in self._sources:
            held = self.memory.get("quiz", name, marks[name])
            assert isinstance(held, FoundQuiz)
            self._add(layer, held, marks[name])
        self._sources = []

    def _add(self, layer: Layer, found: FoundQuiz, mark: str) -> None:
        self.problems.extend(found.problems)
        self.refused.update(found.refused)
        self.partly_asked.update(found.partly_asked)
        quiz = found.quiz
        if quiz is None or not self._claim(layer, f"quiz:{quiz.id}", quiz.id, found.span):
            return
        for item in found.items:
            self._claim(layer, f"question:{item.id}", item.id, item.span)
            self.spans.update(item.spans)
            self.problems.extend(item.problems)
        self.quizzes[quiz.id] = quiz
        self.digests[quiz.id] = digest(mark, str(layer.number))

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


def _read_quizzes(sources: Sequence[tuple[str, str]]) -> list[FoundQuiz]:
    return [read_quiz(name, text) for name, text in sources]


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
