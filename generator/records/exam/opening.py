"""Opening answers: every one is bound to its exam, paper, ticket and nonce, or rejected with a reason; then graded."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from generator.model.exam import Exam, Paper, draw_papers, paper_hash, source_answer
from generator.model.library import Library
from generator.model.record import LANGS, Lang
from generator.pages.exam import ExamMeta, exam_of
from generator.records.exam.intake import Arrived
from generator.records.exam.response import Answers, Envelope, Refused, box_of, open_box, receipt
from generator.records.exam.ticket import form_of, show_ticket, ticket_fits


@dataclass(frozen=True, slots=True)
class Result:
    """What became of something handed in. `reason` says why it was not counted; the rest is empty then where unknown.

    `right` of `of` items; `groups` are right and asked items by group; `missed` are critical families answered wrong.
    `contested`: other answers under the same ticket came too, and a person has to decide.
    """

    source: str
    receipt: str = ""
    exam: str = ""
    ticket: str = ""
    nonce: str = ""
    supervision: str = ""
    lang: str = ""
    form: int = 0
    right: int = 0
    of: int = 0
    needed: int = 0
    missed: tuple[str, ...] = ()
    groups: tuple[tuple[str, int, int], ...] = ()
    passed: bool = False
    contested: bool = False
    reason: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Sitting:
    """An exam as its answers are graded: its papers by hash, and the modes it may be sat in."""

    exam: Exam = field(repr=False)
    papers: Mapping[str, tuple[Paper, Lang]] = field(repr=False)
    modes: Collection[str]


def sittings(library: Library) -> dict[str, Sitting]:
    """Every exam of a library that papers can be drawn for."""
    out: dict[str, Sitting] = {}
    for page in library.of_kind("exam"):
        assert isinstance(page.meta, ExamMeta)
        exam = exam_of(page.meta, library)
        if exam:
            papers = {paper_hash(p, lang): (p, lang) for p in draw_papers(exam) for lang in LANGS}
            out[exam.id] = Sitting(exam, papers, page.meta.supervision)
    return out


@dataclass(frozen=True, slots=True)
class Known:
    """What earlier runs accepted: receipts by nonce, and the tickets (as shown) of each exam."""

    nonces: Mapping[str, str] = field(default_factory=dict)
    tickets: frozenset[tuple[str, str]] = frozenset()


@dataclass
class Opening:
    """One run with one private key. `tickets` are those that were issued, folded; None where nobody kept a list."""

    sittings: Mapping[str, Sitting]
    key_id: str
    private: bytes
    known: Known = field(default_factory=Known)
    tickets: frozenset[str] | None = None
    _boxes: dict[bytes, str] = field(default_factory=dict)  # sealed bytes -> source
    _nonces: set[tuple[str, str]] = field(default_factory=set)
    _counted: dict[tuple[str, str], int] = field(default_factory=dict)  # exam and ticket -> place in the results

    def open_all(self, arrived: Iterable[Arrived]) -> tuple[Result, ...]:
        """A result for everything that arrived, in its order; the first answer under a ticket is the one that counts."""
        results: list[Result] = []
        for one in arrived:
            if one.envelope is None:
                results.append(Result(one.source, reason=one.reason, detail=one.detail))
                continue
            result = self._one(one.source, one.envelope)
            first = self._counted.get((result.exam, result.ticket))
            if result.reason == "ticket-used" and first is not None:
                results[first] = replace(results[first], contested=True)
            elif not result.reason:
                self._counted[result.exam, result.ticket] = len(results)
            results.append(result)
        return tuple(results)

    def _one(self, source: str, envelope: Envelope) -> Result:
        result = Result(source, exam=envelope.exam)
        try:
            box = box_of(envelope)
            result = replace(result, receipt=receipt(box))
            answers = self._opened(source, envelope, box)
            result = replace(
                result,
                ticket=show_ticket(answers.ticket),
                nonce=answers.nonce,
                supervision=answers.supervision,
                lang=answers.lang,
            )
            sitting, paper = self._bound(answers)
            result = replace(result, form=paper.form + 1)
            self._new(answers, result)
        except Refused as no:
            return replace(result, reason=no.reason, detail=no.detail)
        return _graded(result, sitting.exam, paper, answers)

    def _opened(self, source: str, envelope: Envelope, box: bytes) -> Answers:
        """What was sealed, where it is what the envelope says. Raises `Refused`."""
        if box in self._boxes:
            raise Refused("duplicate", self._boxes[box])
        self._boxes[box] = source
        if envelope.key != self.key_id:
            raise Refused("other-key", envelope.key)
        answers = open_box(box, self.private)
        if (answers.exam, answers.key) != (envelope.exam, envelope.key):
            raise Refused("forged", answers.exam)
        return answers

    def _bound(self, answers: Answers) -> tuple[Sitting, Paper]:
        """The paper that the answers belong to. Raises `Refused`."""
        sitting = self.sittings.get(answers.exam)
        if sitting is None:
            raise Refused("other-exam")
        if not ticket_fits(answers.ticket):
            raise Refused("ticket")
        if self.tickets is not None and answers.ticket not in self.tickets:
            raise Refused("ticket-unknown")
        paper, lang = sitting.papers.get(answers.paper, (None, None))
        if paper is None or lang != answers.lang:
            raise Refused("other-paper", answers.paper[:12])
        if paper.form != form_of(answers.exam, answers.ticket, sitting.exam.forms):
            raise Refused("other-form")
        if answers.supervision not in sitting.modes:
            raise Refused("supervision")
        return sitting, paper

    def _new(self, answers: Answers, result: Result) -> None:
        """Refuses what was handed in before. Raises `Refused`."""
        earlier = self.known.nonces.get(answers.nonce)
        if earlier is not None:
            raise Refused("known" if earlier == result.receipt else "replay", earlier)
        if (answers.exam, answers.nonce) in self._nonces:
            raise Refused("replay")
        self._nonces.add((answers.exam, answers.nonce))
        if (answers.exam, result.ticket) in self._counted or (answers.exam, result.ticket) in self.known.tickets:
            raise Refused("ticket-used")


def _graded(result: Result, exam: Exam, paper: Paper, answers: Answers) -> Result:
    groups = {g.id: [0, 0] for g in exam.blueprint}
    missed: list[str] = []
    for number, place in enumerate(paper.places, 1):
        given = source_answer(place, answers.answers.get(str(number)))
        right = place.question.grade(given).right
        groups[place.group][0] += right
        groups[place.group][1] += 1
        if place.family in exam.critical and not right:
            missed.append(place.family)
    total = sum(right for right, _ in groups.values())
    return replace(
        result,
        right=total,
        of=len(paper.places),
        needed=exam.pass_count,
        missed=tuple(sorted(missed)),
        groups=tuple((name, right, asked) for name, (right, asked) in groups.items()),
        passed=total >= exam.pass_count and not missed,
    )
