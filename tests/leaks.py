"""Looks for what a sealed exam must not publish, in every byte of a folder: plain, escaped, encoded, packed.

`secrets` takes the needles from the bank itself, so a new field of a question is looked for without a change here.
"""

from __future__ import annotations

import base64
import gzip
import html
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from generator.model.library import Library
from generator.model.question import Question, Quiz, texts_of
from generator.pages.exam import ExamMeta

SHORTEST = 6  # characters; shorter words stand on any page by chance
ASKED = re.compile(r"^(stem|text|unit|options/\d+/text|pairs/\d+/(left|right)|gaps/\d+/options/\d+/text)$")
MARKERS = (
    b"xy-key",
    b"xy-fits",
    b"xy-model",
    b'"correct"',
    b"data-correct",
    b"data-right",
    b"is-right",
    b'"accept',
    b"xy-why",
)
SECTION = re.compile(rb'<section class="xy-exam".*?</section>', re.DOTALL)


@dataclass(frozen=True)
class Leak:
    """A needle that was found, and where."""

    what: str
    where: str


def secrets(library: Library) -> dict[str, str]:
    """Needle -> what it is, for all sealed banks; nothing that also stands in what is published."""
    pages = [p.meta for p in library.of_kind("exam")]
    hidden = {b for m in pages if isinstance(m, ExamMeta) and m.passcode for b in m.banks}
    banks = {k: q for k, q in library.quizzes.items() if q.sealed}
    sources = {library.span(f"quiz:{k}").file for k in banks}
    public = "\n".join(text for name, text in library.files.items() if name not in sources)
    found: dict[str, str] = {}
    for key, bank in banks.items():
        found[str(bank.salt)] = f"salt of {key}"
        shown = _shown(bank, encrypted=key in hidden)
        for item in bank.items:
            for needle, what in _of_item(item, encrypted=key in hidden):
                long = len(needle) >= SHORTEST
                if long and needle not in public and needle not in shown:
                    found[needle] = f"{what} of {item.id}"
    for exam, passcode in library.passcodes.items():
        found[passcode] = f"passcode of {exam}"
    return found


def _shown(bank: Quiz, *, encrypted: bool) -> str:
    """What the papers ask, in which a secret may stand word for word."""
    if encrypted:
        return ""
    texts = [t for item in bank.items for path, t in texts_of(item) if ASKED.match(path)]
    return "\n".join(f"{t.zh}\n{t.en}" for t in texts)


def _of_item(item: Question, *, encrypted: bool) -> Iterator[tuple[str, str]]:
    yield item.id, "id"
    yield item.meaning(), "meaning"
    model = json.dumps(item.key(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    yield model, "model"
    for path, text in texts_of(item):
        if encrypted or not ASKED.match(path):
            yield text.zh, path
            if text.en:
                yield text.en, path
    answer = getattr(item, "answer", None)
    if isinstance(answer, str):
        yield answer, "answer"


def encodings(needle: str) -> Iterator[bytes]:
    """The ways a text may stand in a file."""
    plain = needle.encode()
    yield plain
    yield html.escape(needle).encode()
    yield json.dumps(needle)[1:-1].encode()
    yield "".join(f"&#{ord(c)};" for c in needle).encode()
    yield "".join(f"&#x{ord(c):x};" for c in needle).encode()
    yield quote(needle).encode()
    yield needle.encode("utf-16-le")
    yield needle.encode("utf-16-be")
    yield needle[::-1].encode()
    yield plain.hex().encode()
    for shift in range(3):  # inside a longer text in base 64
        inner = base64.b64encode(b"\0" * shift + plain)
        yield inner[-(-shift * 8 // 6) : -4] if shift else inner[:-4]


def unpacked(name: str, data: bytes, depth: int = 0) -> Iterator[tuple[str, bytes]]:
    """The bytes themselves, and what is packed in them: zips (also office and EPUB files), gzip, zlib."""
    yield name, data
    if depth > 3:
        return
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                yield from unpacked(f"{name}!{entry.filename}", archive.read(entry), depth + 1)
                yield f"{name}!{entry.filename} (name)", (entry.filename.encode() + entry.comment)
    elif data[:2] == b"\x1f\x8b":
        yield from unpacked(f"{name} (gzip)", gzip.decompress(data), depth + 1)
    elif data[:1] == b"x" and data[1:2] in {b"\x01", b"\x9c", b"\xda"}:
        yield from unpacked(f"{name} (zlib)", zlib.decompress(data), depth + 1)


def find_leaks(folder: Path, library: Library) -> list[Leak]:
    """Every secret in any file under `folder`, or in a file's name."""
    needles = [(n, what, tuple(dict.fromkeys(encodings(n)))) for n, what in secrets(library).items()]
    assert needles, "a test without needles finds nothing"
    leaks: list[Leak] = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = path.relative_to(folder).as_posix()
        for where, data in unpacked(name, path.read_bytes()):
            hay = where.encode() + b"\n" + data
            leaks += [Leak(what, where) for n, what, forms in needles if any(f in hay for f in forms if len(f) > 4)]
            for section in SECTION.findall(data):
                leaks += [Leak(f"marker {m.decode()}", where) for m in MARKERS if m in section]
    return leaks
