"""Writes packs into a folder: only what changed, on every core, never a half-written file; can be stopped at any time."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.compile.tasks import Questions
from generator.files import write_file
from generator.memory.fork import as_done, may_fork
from generator.model.diagnostic import Diagnostic
from generator.outputs.print.plan import FORMATS, Artefact, Pack, Planned, planned
from generator.outputs.print.render import Told, key_of, render

if TYPE_CHECKING:
    from concurrent.futures import Future

JOURNAL = ".xinyu-packs.jsonl"  # a line for every finished file; what an interruption cut off is not read

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Packs:
    """What a run did: paths written, kept as they were, removed; what is to be said, in the order of the plan."""

    written: tuple[str, ...]
    kept: tuple[str, ...]
    removed: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass
class _Line:
    """A finished file as the journal has it."""

    path: str
    key: str
    sha256: str
    told: list[dict[str, Any]] = field(default_factory=list)


def write_packs(
    packs: Sequence[Pack],
    assets: Mapping[str, bytes],
    folder: Path,
    *,
    formats: Collection[str] = FORMATS,
    whole: bool = False,
    workers: int | None = None,
    progress: Progress = lambda done, of: None,
) -> Packs:
    """Writes the files of `packs` under `folder`. `whole`: files of earlier runs that the packs have not are removed.

    `workers` is the number of processes, one a core by default. `progress` is told the packs done and of how many.
    """
    run = _Run(assets, folder, frozenset(formats), _read(folder / JOURNAL))
    plans = [pack.known for pack in packs]
    waiting = [n for n, plan in enumerate(plans) if plan is None or not all(map(run.stands, run.wanted(plan)))]
    waiting.sort(key=lambda n: not packs[n].large)  # what takes longest is not left for the end
    written: set[str] = set()
    folder.mkdir(parents=True, exist_ok=True)
    progress(len(packs) - len(waiting), len(packs))
    with (folder / JOURNAL).open("a", encoding="utf-8", newline="\n") as out:
        for number, done in enumerate(run.done([packs[n] for n in waiting], workers), 1):
            pack, made = done
            packs[waiting[pack]].keep(made.asked, made.planned)
            plans[waiting[pack]] = made.planned
            for line in made.lines:
                run.journal[line.path] = line
                written.add(line.path)
                out.write(json.dumps(vars(line), ensure_ascii=False, sort_keys=True) + "\n")
            out.flush()
            progress(len(packs) - len(waiting) + number, len(packs))
    paths = [file.path for plan in plans for file in run.wanted(plan or ())]
    gone = sorted(set(run.journal) - set(paths)) if whole else []
    for path in gone:
        del run.journal[path]
        _remove(folder, path)
    _rewrite(folder / JOURNAL, run.journal)
    return Packs(
        tuple(p for p in paths if p in written),
        tuple(p for p in paths if p not in written),
        tuple(gone),
        tuple(t.diagnostic() for p in paths for t in _told(run.journal[p])),
    )


# --- writing ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Made:
    """A pack done: what making it asked of the library, its files, those of them that were written."""

    asked: Questions
    planned: tuple[Planned, ...]
    lines: tuple[_Line, ...]


@dataclass
class _Run:
    """One run: what is to be written where, and what earlier runs left."""

    assets: Mapping[str, bytes]
    folder: Path
    formats: frozenset[str]
    journal: dict[str, _Line]
    _process: int = field(default_factory=os.getpid)

    def wanted(self, files: Iterable[Planned]) -> list[Planned]:
        """Those of the formats that are asked for."""
        return [file for file in files if file.format in self.formats]

    def stands(self, file: Planned) -> bool:
        """Whether the file is there as it would be written now."""
        return _unchanged(self.journal.get(file.path), key_of(file, self.assets), self.folder / file.path)

    def done(self, packs: Sequence[Pack], workers: int | None) -> Iterator[tuple[int, _Made]]:
        """Each of `packs` by its number, as it is finished."""
        count = min(workers or os.cpu_count() or 1, len(packs))
        if count > 1 and not may_fork():
            return self._by_pool(packs, count)
        return as_done(self._pack, packs, count)

    def _pack(self, pack: Pack) -> _Made:
        if os.getpid() != self._process:
            _one_thread()
        asked, artefacts = pack.make()
        files = tuple(map(planned, artefacts))
        new = [(a, f) for a, f in zip(artefacts, files, strict=True) if self.wanted((f,)) and not self.stands(f)]
        return _Made(asked, files, tuple(self._write(a, f) for a, f in new))

    def _write(self, artefact: Artefact, file: Planned) -> _Line:
        return _write(artefact, key_of(file, self.assets), self.assets, self.folder)

    def _by_pool(self, packs: Sequence[Pack], count: int) -> Iterator[tuple[int, _Made]]:
        """Where this process cannot be copied: sheets are made here, and sent to processes that write them."""
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - reading it takes 30 ms

        start = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
        context = multiprocessing.get_context(start)
        if hasattr(context, "set_forkserver_preload"):  # what every process needs is read once
            context.set_forkserver_preload(["__main__", "generator.outputs.print.render"])
        with ProcessPoolExecutor(count, context, initializer=_one_thread) as pool:
            jobs: list[tuple[Questions, tuple[Planned, ...], list[Future[_Line]]]] = []
            try:
                for pack in packs:
                    asked, artefacts = pack.make()
                    files = tuple(map(planned, artefacts))
                    new = [
                        pool.submit(_write, a, key_of(f, self.assets), self.assets, self.folder)
                        for a, f in zip(artefacts, files, strict=True)
                        if self.wanted((f,)) and not self.stands(f)
                    ]
                    jobs.append((asked, files, new))
                for number, (asked, files, new) in enumerate(jobs):
                    yield number, _Made(asked, files, tuple(job.result() for job in new))
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise


def _one_thread() -> None:
    """Every core has a process of its own: the engine's threads would only get in each other's way."""
    os.environ["RAYON_NUM_THREADS"] = "1"


def _write(artefact: Artefact, key: str, assets: Mapping[str, bytes], folder: Path) -> _Line:
    data, told = render(artefact, assets)
    write_file(folder / artefact.path, data)
    return _Line(artefact.path, key, hashlib.sha256(data).hexdigest(), [asdict(t) for t in told])


# --- what earlier runs left -------------------------------------------------


def _read(path: Path) -> dict[str, _Line]:
    """The finished files of earlier runs; a line that was cut off or is of another version is as if it were not."""
    out: dict[str, _Line] = {}
    if path.is_file():
        for text in path.read_text("utf-8", errors="replace").splitlines():
            try:
                line = _Line(**json.loads(text))
                _told(line)
            except (ValueError, TypeError):
                continue
            out[line.path] = line
    return out


def _told(line: _Line) -> list[Told]:
    return [Told.read(t) for t in line.told]


def _unchanged(line: _Line | None, key: str, path: Path) -> bool:
    """Whether the file is there as it would be written now."""
    if line is None or line.key != key or not path.is_file():
        return False
    return hashlib.sha256(path.read_bytes()).hexdigest() == line.sha256


def _rewrite(path: Path, journal: Mapping[str, _Line]) -> None:
    lines = [json.dumps(vars(journal[p]), ensure_ascii=False, sort_keys=True) for p in sorted(journal)]
    write_file(path, "".join(f"{line}\n" for line in lines).encode())


def _remove(folder: Path, path: str) -> None:
    """Removes a file that we wrote, and the folders it leaves empty."""
    target = folder / path
    if not target.resolve().is_relative_to(folder.resolve()):
        return
    target.unlink(missing_ok=True)
    for parent in target.parents:
        if parent == folder or any(parent.iterdir() if parent.is_dir() else ()):
            break
        parent.rmdir()
