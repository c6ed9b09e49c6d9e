"""The library with its tables watched, and what it answers now: what compiling a page rests on is noted, not declared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import NoReturn, TypeVar

from generator.compile.links import LinkIndex
from generator.load.project import Digests
from generator.memory.digest import digest
from generator.memory.watch import Answers, Notes, WatchedSet, WatchedTable
from generator.model.blocks import Section
from generator.model.diagnostic import Span
from generator.model.library import Library
from generator.model.page import Body, Page
from generator.model.question import Question, Quiz
from generator.model.record import Lang

Value = TypeVar("Value")
TODAY = "today"


@dataclass(frozen=True, slots=True)
class WatchedLibrary(Library):
    """A library whose tables note what is asked. Other pages show their faces only: their bodies are sealed."""

    kinds: Mapping[str, tuple[Page, ...]] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    banks: Mapping[str, str] = field(default_factory=dict)
    clock: Mapping[str, date] = field(default_factory=dict)

    def now(self) -> date:
        """As in `Library`."""
        return self.clock[TODAY]

    def question(self, question_id: str) -> Question | None:
        """As in `Library`."""
        return self.questions.get(question_id)

    def sealed_bank(self, identity: str) -> str | None:
        """As in `Library`."""
        return self.banks.get(identity)

    def of_kind(self, kind: str) -> tuple[Page, ...]:
        """As in `Library`."""
        return self.kinds.get(kind, ())


class _Unwatched:
    """In the place of what can only be asked for otherwise."""

    def __getattr__(self, name: str) -> NoReturn:
        raise NotWatched(name)

    def _refuse(self, _other: object) -> NoReturn:
        raise NotWatched("today")

    __sub__ = __rsub__ = __lt__ = __le__ = __gt__ = __ge__ = __eq__ = _refuse
    __hash__ = None  # type: ignore[assignment]


class NotWatched(Exception):
    """A bug of ours: work asked for something in a way that is not noted (the day: ask `library.now()`)."""


class BodyUnseen(Exception):
    """A bug of ours: work on one page read the body of another, which nobody would notice when it changes."""


def _sealed(page: Page) -> Page:
    def refuse() -> tuple[Section, ...]:
        raise BodyUnseen(page.id)

    body = Body(page.body.file, read=refuse, anchors=page.body.anchors)
    translated = page.translated and Body(page.translated.file, read=refuse, anchors=())
    return replace(page, body=body, translated=translated)


class _Spans(WatchedTable[Span]):
    """Places: those of a question's fields change only with its file, so they are one question."""

    def _ask(self, key: str) -> None:
        self._notes.asked["span", key.partition("/")[0]] = None

    def __getitem__(self, key: str) -> Span:
        self._ask(key)
        return self._table[key]

    def get(self, key: str, default: Span | None = None) -> Span | None:  # type: ignore[override]
        self._ask(key)
        return self._table.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._ask(str(key))
        return key in self._table


def watch_library(library: Library, notes: Notes) -> WatchedLibrary:
    """`library`, noting in `notes` what is asked of it. Its configuration is not watched: see `answer`."""
    faces = {key: _sealed(page) for key, page in library.pages.items()}
    kinds: defaultdict[str, list[Page]] = defaultdict(list)
    for _, page in sorted(faces.items()):
        kinds[page.meta.kind].append(page)
    questions, banks = _by_question(library.quizzes)
    plain = {f.name: getattr(library, f.name) for f in fields(Library)}
    watched: dict[str, object] = {
        "pages": WatchedTable("page", faces, notes),
        "kinds": WatchedTable("kind", {k: tuple(v) for k, v in kinds.items()}, notes),
        "quizzes": WatchedTable("quiz", library.quizzes, notes),
        "questions": WatchedTable("question", questions, notes),
        "banks": WatchedTable("bank", banks, notes),
        "spans": _Spans("span", library.spans, notes),
        "files": WatchedTable("file", library.files, notes),
        "pictures": WatchedTable("picture", library.pictures, notes),
        "today": _Unwatched(),
        "clock": WatchedTable("clock", {TODAY: library.today}, notes),
        "unreadable": WatchedSet.of("unreadable", library.unreadable, notes),
        "refused_questions": WatchedSet.of("refused", library.refused_questions, notes),
        "partly_asked": WatchedSet.of("partly", library.partly_asked, notes),
    }
    return WatchedLibrary(**{**plain, **watched})


def _by_question(quizzes: Mapping[str, Quiz]) -> tuple[dict[str, Question], dict[str, str]]:
    """Questions by id, the first of an id; sealed banks by their own id and those of their questions."""
    questions: dict[str, Question] = {}
    banks: dict[str, str] = {}
    for key, quiz in quizzes.items():
        for item in quiz.items:
            questions.setdefault(item.id, item)
        if quiz.sealed:
            for identity in (key, *(i.id for i in quiz.items)):
                banks.setdefault(identity, key)
    return questions, banks


def watch_links(index: LinkIndex, notes: Notes) -> LinkIndex:
    """`index`, noting what is looked up in it."""
    return LinkIndex(
        WatchedSet.of("link-page", index.pages, notes),
        WatchedTable("link-alias", index.aliases, notes),
        WatchedTable("link-file", index.files, notes),
        WatchedSet.of("link-asset", index.assets, notes),
        WatchedTable("link-anchors", index.anchors, notes),
    )


def answer(out: Answers, library: Library, index: LinkIndex, digests: Digests) -> None:
    """Tells `out` what every watched table answers now. What is not watched is in `digests.base`."""
    kinds: defaultdict[str, list[str]] = defaultdict(list)
    for key, page in sorted(library.pages.items()):
        kinds[page.meta.kind] += [key, digests.faces[key]]
    questions = {i.id: key for key, quiz in reversed(list(library.quizzes.items())) for i in quiz.items}
    _, banks = _by_question(library.quizzes)

    def spans(key: str) -> str:
        holder = questions.get(key.partition(":")[2], "") if key.startswith("question:") else ""
        return digests.quizzes.get(holder, "") + repr(library.spans.get(key))

    def table(name: str, held: Mapping[str, Value], show: Callable[[str, Value], str]) -> None:
        def one(key: str) -> str:
            return "=" + show(key, held[key]) if key in held else ""

        out.table(name, one, lambda: digest(*(part for k in held for part in (k, one(k)))))

    def members(name: str, held: Iterable[str]) -> None:
        known = frozenset(held)
        out.table(name, lambda key: "=" if key in known else "", lambda: digest(*sorted(known)))

    table("clock", {TODAY: library.today}, lambda _, day: day.isoformat())
    table("page", library.pages, lambda key, _: digests.faces[key])
    table("kind", kinds, lambda _, rows: digest(*rows))
    table("quiz", library.quizzes, lambda key, _: digests.quizzes[key])
    table("question", questions, lambda _, holder: digests.quizzes[holder])
    table("bank", banks, lambda _, bank: bank)
    out.table("span", spans, lambda: digest(repr(sorted(library.spans.items()))))
    table("file", library.files, lambda _, text: digest(text))
    table("picture", library.pictures, lambda _, picture: repr(picture))
    members("unreadable", library.unreadable)
    members("refused", library.refused_questions)
    members("partly", library.partly_asked)
    members("link-page", index.pages)
    table("link-alias", index.aliases, lambda _, page: page)
    table("link-file", index.files, lambda _, page: page)
    members("link-asset", index.assets)
    table("link-anchors", index.anchors, lambda _, ids: digest(*sorted(ids)))


def answer_documents(out: Answers, lang: Lang, library: Library, stands: Callable[[str], str]) -> None:
    """Tells `out` what the documents of `lang` rest on; `stands` gives a digest of it for a page that is there."""

    def one(key: str) -> str:
        return "=" + stands(key) if key in library.pages else ""

    out.table(f"document {lang}", one, lambda: digest(*(x for k in sorted(library.pages) for x in (k, one(k)))))
