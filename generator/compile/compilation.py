"""Checks and lowers a library, page by page: documents in every language, navigation, coverage, diagnostics."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import cast

from generator.checks import LIBRARY_CHECKS, PAGE_CHECKS, QUIZ_CHECKS, rule_codes
from generator.checks.duplicates import Duplicates, Passage, Prose, find_duplicates, mend_duplicates, read_prose
from generator.checks.private_data import check_source
from generator.compile.coverage import check_duties, coverage
from generator.compile.document import Document, Place, lower_page
from generator.compile.links import LinkIndex, index_links
from generator.compile.navigation import NavGroup, plan_navigation
from generator.compile.places import plan_places
from generator.compile.tasks import Questions, Tasks, Watched
from generator.compile.watching import WatchedLibrary, answer, answer_documents, watch_library, watch_links
from generator.load.project import Digests
from generator.memory.digest import digest
from generator.memory.fork import flowing, shared_out
from generator.memory.memory import Memory
from generator.memory.watch import WatchedTable
from generator.model.coverage import CoverageRow
from generator.model.diagnostic import Diagnostic, Span
from generator.model.library import Library
from generator.model.page import Page
from generator.model.picture import PictureFault
from generator.model.record import LANGS, Lang
from generator.pages.context import Context

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
CHECKED = ("page", "inside", "prose", "prints")  # kinds of the memory that nothing asks for after the checks
MANY = 50  # pages changed, from which on shared passages are looked for in all
LOWER: dict[str, Lang] = {f"lower {lang}": lang for lang in LANGS}
Writer = Callable[[Document, Library], Mapping[str, object]]  # what it makes of a document, part by part
Result = tuple[tuple[Diagnostic, ...], Mapping[str, object]]  # of a job: the problems found, what a writer made
Kept = tuple[tuple[Diagnostic, ...], tuple[str, ...]]  # the same with the names of the parts, which lie by themselves
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
    """What every output is written from. `written` gives a part of what a writer made of a document, or None.

    `stands` is a digest of all that a document rests on, empty where nothing is remembered. `watched` is the same
    library to ask for work that `tasks` should remember.
    """

    library: Library
    documents: Mapping[Lang, Mapping[str, Document]]
    navigation: tuple[NavGroup, ...]
    coverage: tuple[CoverageRow, ...]
    links: LinkIndex
    diagnostics: tuple[Diagnostic, ...]
    written: Callable[[str, Lang, str], object]
    stands: Callable[[Lang, str], str]
    tasks: Tasks
    watched: Watched


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
        {lang: compiler.documents(lang) for lang in library.langs},
        compiler.navigation,
        compiler.rows,
        compiler.index,
        _sorted(told),
        compiler.written,
        compiler.stands,
        compiler.tasks,
        compiler.all_watched(),
    )


class _Compiler:
    """One compilation: the library watched, what is remembered of earlier ones, what has to be done now."""

    def __init__(self, library: Library, digests: Digests | None, memory: Memory, writer: Writer | None) -> None:
        self.library, self.memory, self.writer = library, memory, writer
        self.digests = digests
        self.tasks = tasks = Tasks(digests, memory)
        self.index = index_links(library)
        self.watched: WatchedLibrary = watch_library(library, tasks.notes)
        self.watched_index = watch_links(self.index, tasks.notes)
        if digests:
            answer(tasks.answers, library, self.index, digests)
            for lang in library.langs:
                answer_documents(tasks.answers, lang, library, partial(self.stands, lang))
        self.lower = [what for what, lang in LOWER.items() if lang in library.langs]
        self.navigation = plan_navigation(library)
        self.places = plan_places(library, self.navigation)
        self.fresh: dict[tuple[str, Lang, str], object] = {}
        self._standing: dict[tuple[Lang, str], str] = {}
        self._marks: dict[Job, tuple[str, str]] = {}
        for kind in ("task", "private"):
            memory.read_all(kind)
        codes = rule_codes()
        self.rows = tasks.task("coverage", lambda: coverage(self.watched, codes))

    # --- checks and lowering, page by page ----------------------------------

    def check(self) -> Iterator[Diagnostic]:
        """All problems of the library; what a writer makes is kept on the way."""
        jobs: list[Job] = [(page, CHECK) for page in self.library.pages]
        jobs += [(quiz, QUIZ) for quiz in self.library.quizzes]
        jobs += [(page, what) for what in self.lower for page in sorted(self.library.pages)]
        known = {job: cast("tuple[Kept] | None", self.tasks.known(*self._mark(job))) for job in jobs}
        if self.writer:  # packs are lowered without writing
            known.update({j: None for j, k in known.items() if j[1] in LOWER and k and not k[0][1]})
        new = [job for job in jobs if known[job] is None]
        for job, (asked, (problems, parts)) in flowing(self._do_all, new):
            mark = self._mark(job)
            self.tasks.remember(*mark, asked, (problems, tuple(parts)))
            for part, made in parts.items():
                key, lang = job[0], LOWER[job[1]]
                if self.digests:
                    self.memory.put(f"{part} {lang}", key, self.tasks.answered(*mark), made, hold=False)
                else:
                    self.fresh[part, lang, key] = made
            known[job] = ((problems, tuple(parts)),)
        for job in jobs:
            kept = known[job]
            assert kept is not None
            yield from kept[0][0]
        yield from self.tasks.task("duties", lambda: tuple(check_duties(self.watched, self.rows)), repr(self.rows))
        for name, check in LIBRARY_CHECKS.items():
            yield from self.tasks.task(f"library {name}", partial(lambda c: tuple(c(self.watched)), check))
        yield from self._private_data()
        yield from self._duplicates()

    def _mark(self, job: Job) -> tuple[str, str]:
        """The name of a job, and the digest of what it is given."""
        if job not in self._marks:
            self._marks[job] = self._marked(job)
        return self._marks[job]

    def _marked(self, job: Job) -> tuple[str, str]:
        key, what = job
        if not self.digests:
            return f"{what} {key}", ""
        if what == QUIZ:
            return f"quiz {key}", self.tasks.own(self.digests.quizzes[key])
        more: list[str] = []
        if what != CHECK:
            more = [repr(self.places[key])]
            if self.library.pages[key].meta.kind == "coverage":
                more.append(repr(self.rows))
        return f"{what} {key}", self.tasks.own(self.digests.pages[key], *more)

    def _do_all(self, jobs: Sequence[Job]) -> list[tuple[Questions, Result]]:
        return [self.tasks.noted(partial(self._do, job)) for job in jobs]

    def _do(self, job: Job) -> Result:
        key, what = job
        if what == QUIZ:
            quiz = self.library.quizzes[key]
            return tuple(p for check in QUIZ_CHECKS for p in check(key, quiz, self.watched)), {}
        page = self.library.pages[key]
        if what == CHECK:
            return tuple(p for check in PAGE_CHECKS for p in check(page, self.watched)), {}
        document, problems = self._lower(page, LOWER[what])
        return tuple(problems), self.writer(document, self.watched) if self.writer else {}

    def _lower(self, page: Page, lang: Lang) -> tuple[Document, list[Diagnostic]]:
        rows = self.rows if page.meta.kind == "coverage" else ()
        place = self.places.get(page.id, Place())
        return lower_page(page, Context(self.watched, lang, rows), self.watched_index, place)

    def documents(self, lang: Lang) -> Documents:
        """The documents of `lang`, lowered as they are asked for."""
        return Documents(sorted(self.library.pages), lambda key: self._lower(self.library.pages[key], lang)[0])

    def written(self, part: str, lang: Lang, key: str) -> object:
        """A part of what a writer made of a document, in this run or an earlier one; None where there is none."""
        if (part, lang, key) in self.fresh:
            return self.fresh[part, lang, key]
        if not self.digests:
            return None
        return self.memory.get(f"{part} {lang}", key, self.stands(lang, key), once=True)

    def all_watched(self) -> Watched:
        """The library and its documents, noting what is asked of them."""
        documents = {
            lang: WatchedTable(f"document {lang}", self.documents(lang), self.tasks.notes)
            for lang in self.library.langs
        }
        return Watched(self.watched, documents, self.rows)

    def stands(self, lang: Lang, key: str) -> str:
        """A digest of all that the document of a page, which has been lowered, rests on."""
        if not self.digests:
            return ""
        if (lang, key) not in self._standing:
            self._standing[lang, key] = self.tasks.answered(*self._mark((key, f"lower {lang}")))
        return self._standing[lang, key]

    # --- the two rules that read the sources themselves -----------------------

    def _private_data(self) -> Iterator[Diagnostic]:
        before = self.memory.last("private", "all")
        known: dict[str, tuple[str, tuple[Diagnostic, ...]]] = before if isinstance(before, dict) else {}
        texts = self.digests.texts if self.digests else {}
        marks = {name: texts.get(name) or digest(text) for name, text in sorted(self.library.files.items())}
        now = {name: known[name] for name, mark in marks.items() if name in known and known[name][0] == mark}
        new = [name for name in marks if name not in now]
        now |= {name: (marks[name], found) for name, found in zip(new, shared_out(self._private, new), strict=True)}
        for _, found in now.values():
            yield from found
        if now != known:
            self.memory.put("private", "all", "", now)

    def _private(self, names: Sequence[str]) -> list[tuple[Diagnostic, ...]]:
        return [tuple(check_source(name, self.library.files[name])) for name in names]

    def _duplicates(self) -> Iterator[Diagnostic]:
        pages = sorted(self.library.pages)
        marks = dict.fromkeys(pages, "")
        if self.digests:
            marks = {key: self.digests.pages[key] for key in pages}
        given = digest(*(part for row in marks.items() for part in row))
        yield from self.tasks.task("duplicates", lambda: tuple(self._near_duplicates(pages, marks)), given)

    def _near_duplicates(self, pages: Sequence[str], marks: Mapping[str, str]) -> Iterator[Diagnostic]:
        self.memory.read_all("prints")
        before = self._prints_before(marks)
        new = [k for k in pages if not (self.digests and self.memory.holds("prints", k, marks[k]))]
        fresh: dict[str, bytes] = {}
        for key, prose in flowing(self._prose, new):
            fresh[key] = prose.prints
            if self.digests:
                self.memory.put("prints", key, marks[key], prose.prints)
                self.memory.put("prose", key, marks[key], prose, hold=False)
        prints: dict[str, bytes] = {}
        for key in pages:
            held = fresh[key] if key in fresh else self.memory.get("prints", key, marks[key])
            assert isinstance(held, bytes)
            prints[key] = held

        def passages(key: str) -> tuple[Passage, ...]:
            held = self.memory.get("prose", key, marks[key]) if self.digests else None
            return held.passages if isinstance(held, Prose) else read_prose(self.library.pages[key]).passages

        found = mend_duplicates(*before, prints, passages) if before else find_duplicates(prints, passages)
        if self.digests:
            self.memory.put("pairs", "all", "", (dict(marks), found))
        for pair in found.pairs:
            yield pair.found

    def _prints_before(self, marks: Mapping[str, str]) -> tuple[Duplicates, dict[str, bytes]] | None:
        """What was found last, and the fingerprints that the pages which have changed since had then.

        None where that is not remembered, or so much has changed that all is soon looked at.
        """
        last = self.memory.last("pairs", "all") if self.digests else None
        if not isinstance(last, tuple):
            return None
        then: dict[str, str] = last[0]
        changed = [key for key in {**then, **marks} if then.get(key) != marks.get(key)]
        old = {key: self.memory.get("prints", key, then[key]) if key in then else b"" for key in changed}
        known = {key: held for key, held in old.items() if isinstance(held, bytes)}
        return (last[1], known) if len(known) == len(old) <= MANY else None

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
