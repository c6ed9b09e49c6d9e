"""Pieces of work on a library that are not done again while everything they asked of it would be answered as before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar, cast

from generator.compile.document import Document
from generator.load.project import Digests
from generator.memory.digest import digest
from generator.memory.memory import Memory
from generator.memory.watch import Answers, Notes, Question
from generator.model.coverage import CoverageRow
from generator.model.library import Library
from generator.model.record import Lang

Made = TypeVar("Made")
Questions = tuple[Question, ...]


class Source(Protocol):
    """What paper is written from: a compilation, or the same with all that is asked of it noted."""

    @property
    def library(self) -> Library:
        """The library."""

    @property
    def documents(self) -> Mapping[Lang, Mapping[str, Document]]:
        """Its documents, by language and id."""

    @property
    def coverage(self) -> tuple[CoverageRow, ...]:
        """What satisfies each duty."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A `Source` whose tables note what is asked of them."""

    library: Library
    documents: Mapping[Lang, Mapping[str, Document]]
    coverage: tuple[CoverageRow, ...]


class Tasks:
    """The work of one compilation. Without `digests` of what the library was made from nothing is remembered."""

    def __init__(self, digests: Digests | None, memory: Memory, kind: str = "task") -> None:
        """`kind` is the shelf of the memory that results lie on."""
        self.digests, self.memory, self.kind = digests, memory, kind
        self.notes, self.answers = Notes(), Answers()

    def beside(self, kind: str) -> Tasks:
        """The same library's tasks on another shelf."""
        out = Tasks(self.digests, self.memory, kind)
        out.notes, out.answers = self.notes, self.answers
        return out

    def own(self, *given: str) -> str:
        """The mark of a piece of work: what it is given beside the library's tables."""
        return digest(self.digests.base, *given) if self.digests else ""

    def known(self, name: str, own: str) -> tuple[object] | None:
        """The result of work done before, in a tuple, if doing it again would give the same."""
        if not self.digests:
            return None
        done = self.memory.get(self.kind, name, own)
        if not isinstance(done, tuple):
            return None
        asked, answered, result = done
        return (result,) if answered == self.answers.together(asked) else None

    def answered(self, name: str, own: str) -> str:
        """A digest of what this piece of work was given and answered. It must have been done."""
        done = self.memory.get(self.kind, name, own)
        assert isinstance(done, tuple), name
        return digest(own, done[1])

    def noted(self, work: Callable[[], Made]) -> tuple[Questions, Made]:
        """Does `work`; the questions it asked, and its result."""
        self.notes.begin()
        result = work()
        return self.notes.taken(), result

    def remember(self, name: str, own: str, asked: Questions, result: object) -> None:
        """Keeps the result of work that was `noted`."""
        if self.digests:
            self.memory.put(self.kind, name, own, (asked, self.answers.together(asked), result))

    def task(self, name: str, work: Callable[[], Made], given: str = "") -> Made:
        """Work on the library as a whole (and on what is `given` beside it), done or remembered."""
        own = self.own(name, given)
        known = self.known(name, own)
        if known:
            return cast("Made", known[0])
        asked, result = self.noted(work)
        self.remember(name, own, asked, result)
        return result
