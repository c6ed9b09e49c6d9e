"""Checks and lowers a library, page by page: documents in every language, navigation, coverage, diagnostics."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar, cast

from generator.checks import LIBRARY_CHECKS, PAGE_CHECKS, QUIZ_CHECKS, rule_codes
from generator.checks.duplicates import Passage, Prose, check_duplicates, read_prose
from generator.checks.private_data import check_source
from generator.compile.coverage import check_duties, coverage
from generator.compile.document import Document, Place, lower_page
from generator.compile.links import LinkIndex, index_links
from generator.compile.navigation import NavGroup, plan_navigation
from generator.compile.places import plan_places
from generator.compile.watching import WatchedLibrary, answers, watch_library, watch_links
from generator.load.project import Digests
from generator.memory.digest import digest
from generator.memory.fork import shared_out
from generator.memory.memory import Memory
from generator.memory.watch import Answers, Notes, Question
from generator.model.coverage import CoverageRow
from generator.model.diagnostic import Diagnostic, Span
from generator.model.library import Library
from generator.model.page import Page
from generator.model.picture import PictureFault
from generator.model.record import LANGS, Lang
from generator.pages.context import Context

Made = TypeVar("Made")

# What a diagnostic rests on: where that could not be loaded, one report of it is enough.
RESTS_ON = {
    "hotline-unknown": "hotlines",
    "help-block": "hotlines",
    "theme-unknown": "themes",
    "band-unknown": "bands",
    "grade-unknown": "bands",
    "goal-unknown": "goals",
    "role-unknown": "roles",
    "source-unknown": "sources",
    "sm22": "sources",
    "value-unknown": "values",
    "quiz-unknown": "quizzes",
    "question-unknown": "quizzes",
    "outcome-unasked": "quizzes",
    "unit-unknown": "courses",
    "course-unknown": "courses",
    "page-unknown": "content",
    "link-broken": "content",
}
CHECK, QUIZ = "check", "quiz"
LOWER: dict[str, Lang] = {f"lower {lang}": lang for lang in LANGS}
Writer = Callable[[Document, Library], object]
Questions = tuple[Question, ...]
Result = tuple[tuple[Diagnostic, ...], object]  # of a job: the problems found, what a writer made
Job = tuple[str, str]  # a page's or a quiz's id, and what is to be done: `check`, `quiz`, or `lower` and a language


class Documents(Mapping[str, Document]):
    """The documents of one language, by id in the order of ids. Each is lowered when it is first asked for."""

    def __init__(self, ids: Iterable[str], lower: Callable[[str], Document]) -> None:
        self._ids = dict.fromkeys(ids)
        self._lower = lower
        self._held: dict[str, Document] = {}

    def __getitem__(self, key: str) -> Document:
        if key not in self._ids:
            raise KeyError(key)
        if key not in self._held:
            self._held[key] = self._lower(key)
        return self._held[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, key: object) -> bool:
        return key in self._ids


@dataclass(frozen=True, slots=True)
class Compilation:
    """What every output is written from. `written` is what a writer made of each document, by language and id."""

    library: Library
    documents: Mapping[Lang, Mapping[str, Document]]
    navigation: tuple[NavGroup, ...]
    coverage: tuple[CoverageRow, ...]
    links: LinkIndex
    diagnostics: tuple[Diagnostic, ...]
    written: Mapping[Lang, Mapping[str, object]]


def compile_library(
    library: Library,
    found: Iterable[Diagnostic] = (),
    digests: Digests | None = None,
    memory: Memory | None = None,
    writer: Writer | None = None,
) -> Compilation:
    """Compiles everything; `found` are the diagnostics of loading, reported together with ours.

    With `digests` of what the library was made from, work that `memory` knows the result of is not done again.
    `writer` is called with each document where it is lowered, and what it gives is remembered with it.
    """
    compiler = _Compiler(library, digests, memory or Memory(), writer)
    problems = [*found, *compiler.check()]
    problems += _unshown(library, problems)
    told = [p for p in problems if RESTS_ON.get(p.code) not in library.unloaded]
    return Compilation(
        library,
        {lang: compiler.documents(lang) for lang in LANGS},
        compiler.navigation,
        compiler.rows,
        compiler.index,
        _sorted(told),
        compiler.written,
    )


class _Compiler:
    """One compilation: the library watched, what is remembered of earlier ones, what has to be done now."""

    def __init__(self, library: Library, digests: Digests | None, memory: Memory, writer: Writer | None) -> None:
        self.library, self.memory, self.writer = library, memory, writer
        self.notes = Notes()
        self.digests = digests
        self.index = index_links(library)
        self.watched: WatchedLibrary = watch_library(library, self.notes)
        self.watched_index = watch_links(self.index, self.notes)
        self.answers = answers(library, self.index, digests) if digests else Answers()
        self.navigation = plan_navigation(library)
        self.places = plan_places(library, self.navigation)
        self.written: dict[Lang, dict[str, object]] = {lang: {} for lang in LANGS}
        for kind in ("task", "private", "prints"):
            memory.read_all(kind)
        codes = rule_codes()
        self.rows = self._task("coverage", lambda: coverage(self.watched, codes))

    # --- remembered work ----------------------------------------------------

    def _own(self, name: str, given: str) -> str:
        """The mark of work on the library as a whole."""
        return digest(self.digests.base, name, given) if self.digests else ""

    def _known(self, name: str, own: str) -> tuple[object] | None:
        """The result of work done before, in a tuple, if doing it again would give the same."""
        if not self.digests:
            return None
        done = self.memory.get("task", name, own)
        if not isinstance(done, tuple):
            return None
        asked, answered, result = done
        return (result,) if answered == self.answers.together(asked) else None

    def _remember(self, name: str, own: str, asked: Questions, result: object) -> None:
        if self.digests:
            self.memory.put("task", name, own, (asked, self.answers.together(asked), result))

    def _task(self, name: str, work: Callable[[], Made], given: str = "") -> Made:
        """Work on the library as a whole (and on what is `given` beside it), done or remembered."""
        own = self._own(name, given)
        known = self._known(name, own)
        if known:
            return cast("Made", known[0])
        self.notes.begin()
        result = work()
        self._remember(name, own, self.notes.taken(), result)
        return result

    # --- checks and lowering, page by page ----------------------------------

    def check(self) -> Iterator[Diagnostic]:
        """All problems of the library; fills `written` on the way."""
        jobs: list[Job] = [(page, CHECK) for page in self.library.pages]
        jobs += [(quiz, QUIZ) for quiz in self.library.quizzes]
        jobs += [(page, what) for what in LOWER for page in sorted(self.library.pages)]
        known = {job: cast("tuple[Result] | None", self._known(*self._mark(job))) for job in jobs}
        if self.writer:  # `check` lowers without writing
            known.update({j: None for j, k in known.items() if j[1] in LOWER and k and k[0][1] is None})
        new = [job for job in jobs if known[job] is None]
        for job, (asked, result) in zip(new, shared_out(self._do_all, new), strict=True):
            self._remember(*self._mark(job), asked, result)
            known[job] = (result,)
        for page, what in jobs:
            ((problems, written),) = known[page, what] or (((), None),)
            yield from problems
            if what in LOWER:
                self.written[LOWER[what]][page] = written
        yield from self._task("duties", lambda: tuple(check_duties(self.watched, self.rows)), repr(self.rows))
        for name, check in LIBRARY_CHECKS.items():
            yield from self._task(f"library {name}", partial(lambda c: tuple(c(self.watched)), check))
        yield from self._private_data()
        yield from self._duplicates()

    def _mark(self, job: Job) -> tuple[str, str]:
        """The name of a job, and the digest of what it is given."""
        key, what = job
        if not self.digests:
            return f"{what} {key}", ""
        if what == QUIZ:
            return f"quiz {key}", digest(self.digests.base, self.digests.quizzes[key])
        more: list[str] = []
        if what != CHECK:
            more = [repr(self.places[key])]
            if self.library.pages[key].meta.kind == "coverage":
                more.append(repr(self.rows))
        return f"{what} {key}", digest(self.digests.base, self.digests.pages[key], *more)

    def _do_all(self, jobs: Sequence[Job]) -> list[tuple[Questions, Result]]:
        done = []
        for job in jobs:
            self.notes.begin()
            result = self._do(job)
            done.append((self.notes.taken(), result))
        return done

    def _do(self, job: Job) -> Result:
        key, what = job
        if what == QUIZ:
            quiz = self.library.quizzes[key]
            return tuple(p for check in QUIZ_CHECKS for p in check(key, quiz, self.watched)), None
        page = self.library.pages[key]
        if what == CHECK:
            return tuple(p for check in PAGE_CHECKS for p in check(page, self.watched)), None
        document, problems = self._lower(page, LOWER[what])
        return tuple(problems), self.writer(document, self.watched) if self.writer else None

    def _lower(self, page: Page, lang: Lang) -> tuple[Document, list[Diagnostic]]:
        rows = self.rows if page.meta.kind == "coverage" else ()
        place = self.places.get(page.id, Place())
        return lower_page(page, Context(self.watched, lang, rows), self.watched_index, place)

    def documents(self, lang: Lang) -> Documents:
        """The documents of `lang`, lowered as they are asked for."""
        return Documents(sorted(self.library.pages), lambda key: self._lower(self.library.pages[key], lang)[0])

    # --- the two rules that read the sources themselves -----------------------

    def _private_data(self) -> Iterator[Diagnostic]:
        before = self.memory.last("private", "all")
        known: dict[str, tuple[str, tuple[Diagnostic, ...]]] = before if isinstance(before, dict) else {}
        now: dict[str, tuple[str, tuple[Diagnostic, ...]]] = {}
        for name, text in sorted(self.library.files.items()):
            mark = digest(text)
            same = name in known and known[name][0] == mark
            now[name] = known[name] if same else (mark, tuple(check_source(name, text)))
            yield from now[name][1]
        if now != known:
            self.memory.put("private", "all", "", now)

    def _duplicates(self) -> Iterator[Diagnostic]:
        prints: dict[str, bytes] = {}
        pages = sorted(self.library.pages)
        marks = dict.fromkeys(pages, "")
        if self.digests:
            marks = {key: self.digests.pages[key] for key in pages}
        new = [k for k in pages if not (self.digests and self.memory.holds("prints", k, marks[k]))]
        fresh: dict[str, Prose] = dict(zip(new, shared_out(self._prose, new), strict=True))
        for key, prose in fresh.items():
            if self.digests:
                self.memory.put("prints", key, marks[key], prose.prints)
                self.memory.put("prose", key, marks[key], prose)
        for key in pages:
            held = fresh[key].prints if key in fresh else self.memory.get("prints", key, marks[key])
            assert isinstance(held, bytes)
            prints[key] = held

        def passages(key: str) -> tuple[Passage, ...]:
            held = fresh.get(key) or self.memory.get("prose", key, marks[key])
            return held.passages if isinstance(held, Prose) else read_prose(self.library.pages[key]).passages

        yield from check_duplicates(prints, passages)

    def _prose(self, keys: Sequence[str]) -> list[Prose]:
        return [read_prose(self.library.pages[key]) for key in keys]


def _unshown(library: Library, problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """What is wrong with pictures that no page shows; the others are told where they are shown."""
    told = {(p.code, p.params.get("picture")) for p in problems}
    faults = [(name, p) for name, p in library.pictures.items() if isinstance(p, PictureFault)]
    return [Diagnostic(p.code, Span(n, p.line), params=p.params) for n, p in faults if (p.code, n) not in told]


def _sorted(problems: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """By place, each once (a page that falls back to Chinese is lowered twice)."""
    seen: dict[object, Diagnostic] = {}
    for problem in problems:
        seen.setdefault((problem.code, problem.span, str(sorted(problem.params.items()))), problem)
    return tuple(sorted(seen.values(), key=lambda d: d.sort_key))
