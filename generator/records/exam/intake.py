"""Files as schools get them: envelopes, pasted codes, folders and zips of both. Nothing is trusted, nothing is lost."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from generator.records.exam.codes import Codes, Joined
from generator.records.exam.response import Envelope, Refused, envelope_of_bytes, read_envelope

MOST_FILE = 4_000_000  # bytes; a text of 1,000 pasted answers
MOST_FILES = 20_000  # in a folder or a zip
T = TypeVar("T")
_ZIP_FAULTS = (
    *(OSError, RuntimeError, ValueError, EOFError, KeyError),
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError),
)
MOST_ZIP = 200_000_000  # bytes that a zip may unpack to in all


@dataclass(frozen=True, slots=True)
class Arrived:
    """Something handed in: where it lay, and the envelope, or why there is none."""

    source: str
    envelope: Envelope | None = None
    reason: str = ""
    detail: str = ""


def read_all(paths: Iterable[Path]) -> Iterator[Arrived]:
    """Everything in files, folders (by name) and zips, in the order given. The chunks of a code may lie in several files."""
    loose = Codes()  # chunks of codes that no file holds whole
    first: dict[tuple[str, int], str] = {}
    for path in paths:
        for source, data in _files(path):
            if isinstance(data, str):
                yield Arrived(source, reason=data)
            else:
                yield from _text(source, data, loose, first)
    for joined in loose.joined():
        yield _of_code(first[joined.name, joined.of], joined)


def _text(source: str, data: bytes, loose: Codes, first: dict[tuple[str, int], str]) -> Iterator[Arrived]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield Arrived(source, reason="not-ours")
        return
    if text.lstrip().startswith("{"):
        yield _arrived(source, read_envelope, text)
        return
    own = Codes()
    own.read(text)
    yield from (Arrived(source, reason="damaged", detail=start) for start in own.damaged)
    for joined in own.joined():
        if joined.data is not None:
            yield _of_code(source, joined)
            continue
        first.setdefault((joined.name, joined.of), source)
        for number, payloads in own.sets[joined.name, joined.of].items():
            known = loose.sets.setdefault((joined.name, joined.of), {}).setdefault(number, [])
            known.extend(p for p in payloads if p not in known)
    if not own.sets and not own.damaged:
        yield Arrived(source, reason="not-ours")


def _of_code(source: str, joined: Joined) -> Arrived:
    if joined.data is not None:
        return _arrived(source, envelope_of_bytes, joined.data)
    detail = " ".join(f"{n}/{joined.of}" for n in joined.missing[:20])
    return Arrived(source, reason="incomplete" if joined.missing else "damaged", detail=detail)


def _arrived(source: str, read: Callable[[T], Envelope], data: T) -> Arrived:
    try:
        return Arrived(source, read(data))
    except Refused as no:
        return Arrived(source, reason=no.reason, detail=no.detail)


def _files(path: Path) -> Iterator[tuple[str, bytes | str]]:
    """The files at `path` with their bytes, or with the reason why not."""
    name = str(path)
    try:
        if path.is_dir():
            inner = sorted(p for p in path.rglob("*") if p.is_file())
            if len(inner) > MOST_FILES:
                yield name, "too-many"
            for file in inner[:MOST_FILES]:
                yield from _one(file)
        else:
            yield from _one(path)
    except OSError:
        yield name, "unreadable"


def _one(path: Path) -> Iterator[tuple[str, bytes | str]]:
    name = str(path)
    try:
        if not path.is_file():
            yield name, "unreadable"
        elif zipfile.is_zipfile(path):
            yield from _zip(path)
        elif path.stat().st_size > MOST_FILE:
            yield name, "too-large"
        else:
            yield name, path.read_bytes()
    except OSError:
        yield name, "unreadable"


def _zip(path: Path) -> Iterator[tuple[str, bytes | str]]:
    """The files of a zip, read to a limit whatever its directory says of their sizes."""
    name, left = str(path), MOST_ZIP
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [e for e in archive.infolist() if not e.is_dir()]
            if len(entries) > MOST_FILES:
                yield name, "too-many"
            for entry in entries[:MOST_FILES]:
                inside = f"{name}!{entry.filename}"
                try:
                    with archive.open(entry) as stream:
                        data = stream.read(min(MOST_FILE, left) + 1)
                except _ZIP_FAULTS:  # encrypted, damaged, packed in a way we do not know
                    yield inside, "unreadable"
                    continue
                left -= len(data)
                if left <= 0 or len(data) > MOST_FILE:
                    yield inside, "too-large"
                    if left <= 0:
                        return
                    continue
                yield inside, data
    except (zipfile.BadZipFile, ValueError, OSError):
        yield name, "unreadable"
