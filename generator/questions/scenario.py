"""A branching case: situation, choices with feedback and consequences, several endings, a debrief."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from pydantic import Field
from typing_extensions import override

from generator.model.asked import Case, CaseNode, Ending, Turn
from generator.model.question import Problem, Question
from generator.model.record import Id, Lang, Record, Text

MAX_STEM = 180


class Branch(Record):
    """A choice: what one does, why it helps or not, and where it leads (a node or an ending)."""

    id: Id
    text: Text
    feedback: Text
    quality: Literal["best", "fair", "poor"]
    next: Id


class Node(Record):
    """A step of a case: what happens, and what one may do."""

    id: Id
    text: Text
    choices: tuple[Branch, ...] = Field(min_length=2, max_length=4)


class Outcome(Record):
    """An ending of a case, and how it turned out."""

    id: Id
    tone: Literal["good", "mixed", "hard"]
    title: Text
    text: Text


class Scenario(Question):
    """A branching case: situation, choices with feedback and consequences, several endings, a debrief."""

    type: Literal["scenario"]
    title: Text
    start: Id
    nodes: tuple[Node, ...] = Field(min_length=1)
    endings: tuple[Outcome, ...] = Field(min_length=2)
    debrief: Text
    first_sentence: Text

    @property
    @override
    def graded(self) -> bool:
        return False

    @override
    def asked(self) -> Mapping[str, object]:
        nodes = {n.id: [n.text.zh, {c.id: [c.text.zh, c.next] for c in n.choices}] for n in self.nodes}
        return {"start": self.start, "nodes": nodes, "endings": {e.id: e.tone for e in self.endings}}

    @override
    def check(self) -> Iterator[Problem]:
        if len(self.stem.zh) > MAX_STEM:
            length = {"length": str(len(self.stem.zh)), "limit": str(MAX_STEM)}
            yield Problem(code="case-stem-long", path=("stem",), severity="warning", params=length)
        places = [n.id for n in self.nodes] + [e.id for e in self.endings]
        anchors = {f"{n.id}-{c.id}" for n in self.nodes for c in n.choices}
        for place in sorted(anchors & set(places)):
            yield Problem(code="case-duplicate-node", path=("nodes",), params={"id": place})
        for place in sorted({p for p in places if places.count(p) > 1}):
            yield Problem(code="case-duplicate-node", path=("nodes",), params={"id": place})
        if self.start not in {n.id for n in self.nodes}:
            yield Problem(code="case-unknown-node", path=("start",), params={"id": self.start})
        for i, node in enumerate(self.nodes):
            ids = [c.id for c in node.choices]
            for j, choice in enumerate(node.choices):
                if choice.id in ids[:j]:
                    path = ("nodes", i, "choices", j, "id")
                    yield Problem(code="option-duplicate", path=path, params={"id": choice.id})
                if choice.next not in places:
                    path = ("nodes", i, "choices", j, "next")
                    yield Problem(code="case-unknown-node", path=path, params={"id": choice.next})
        reached = self._reached()
        for i, node in enumerate(self.nodes):
            if node.id not in reached:
                yield Problem(code="case-unreachable", path=("nodes", i, "id"), params={"id": node.id})
        for i, ending in enumerate(self.endings):
            if ending.id not in reached:
                yield Problem(code="case-unreachable", path=("endings", i, "id"), params={"id": ending.id})
        if not reached & {e.id for e in self.endings}:
            yield Problem(code="case-endless", path=("nodes",))
        else:
            yield from self._dead_ends(reached)

    def _dead_ends(self, reached: set[str]) -> Iterator[Problem]:
        """Steps one can come to but from which no ending can be reached."""
        leads = {e.id for e in self.endings}
        while grown := {n.id for n in self.nodes if n.id not in leads and any(c.next in leads for c in n.choices)}:
            leads |= grown
        for i, node in enumerate(self.nodes):
            if node.id in reached - leads:
                yield Problem(code="case-dead-end", path=("nodes", i, "id"), params={"id": node.id})

    def _reached(self) -> set[str]:
        nodes = {n.id: n for n in self.nodes}
        reached: set[str] = set()
        waiting = [self.start]
        while waiting:
            place = waiting.pop()
            if place not in reached:
                reached.add(place)
                waiting.extend(c.next for c in (nodes[place].choices if place in nodes else ()))
        return reached

    @override
    def lower(self, lang: Lang, source: str) -> Case:
        nodes = tuple(
            CaseNode(
                n.id,
                n.text.get(lang),
                tuple(Turn(c.id, c.text.get(lang), c.feedback.get(lang), c.quality, c.next) for c in n.choices),
            )
            for n in self.nodes
        )
        endings = tuple(Ending(e.id, e.tone, e.title.get(lang), e.text.get(lang)) for e in self.endings)
        return Case(
            id=self.id,
            title=self.title.get(lang),
            stem=self.stem.get(lang),
            start=self.start,
            nodes=nodes,
            endings=endings,
            debrief=self.debrief.get(lang),
            first_sentence=self.first_sentence.get(lang),
            source=source,
            meaning=self.meaning(),
            keeps=self.keeps,
        )
