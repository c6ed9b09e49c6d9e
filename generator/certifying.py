"""The use cases of certificates: issued to a list, checked. Apart from `app`, so that nobody else reads cryptography."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import BinaryIO

from generator.app import NoProject, PrintMissing
from generator.checks.certificates import check_certificates
from generator.load.layers import find_root
from generator.load.project import load_project
from generator.model.certificate import LONGEST, Certificate, CertificateKey, Issued
from generator.model.diagnostic import Diagnostic, Span
from generator.model.library import Library
from generator.model.record import Lang
from generator.model.suggest import nearest
from generator.records.certificates.keys import public_of, read_seed
from generator.records.certificates.lists import Wanted, day_of, hours_of, read_list, write_csv
from generator.records.certificates.signed import check as check_text
from generator.records.certificates.signed import fits, sign
from generator.records.private import NotThere, refuse, write_private

VERIFY = "verify"  # kind and id of the page that the code leads to
KEYS = "certificate-keys.yml"
AHEAD = timedelta(days=1)  # `on` is the day in UTC, and in China the next one begins eight hours sooner
MOST_BYTES = 5_000_000  # of a file of texts to check: 10,000 certificates


class CannotIssue(Exception):
    """Nothing can be signed at all; `reason` is the end of a key `certificates-...`, `params` what its words name."""

    def __init__(self, reason: str, **params: str) -> None:
        super().__init__(reason)
        self.reason, self.params = reason, params


class BadKeys(Exception):
    """The published keys have faults, so nobody knows what holds: `diagnostics`, and the `files` they point into."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...], files: Mapping[str, str]) -> None:
        super().__init__(KEYS)
        self.diagnostics, self.files = diagnostics, files


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a list: its certificates in its order, or (with none of them) all that is wrong with it."""

    issued: tuple[Issued, ...]
    diagnostics: tuple[Diagnostic, ...]
    library: Library


@dataclass(frozen=True, slots=True)
class Checked:
    """A text that was checked: its place (`file:line`), what it says, and why it does not hold, or nothing."""

    place: str
    certificate: Certificate | None
    reason: str


def issue(
    start: Path, on: date, listed: Path, key: Path, course: str, *, hours: str = "", day: str = "", lang: Lang = "zh"
) -> Outcome:
    """Certificates of `course` for everybody in the list at `listed`, signed with the private key at `key`.

    `hours` and `day` stand in where a row has none. Title and school are said in `lang`. One wrong row and nobody gets
    any. Raises `NoProject`, `NoKeyFile`, `BadKeys`, `CannotIssue`, and `PrintMissing` where a workbook cannot be read.
    """
    identity, seed = read_seed(key)
    library = _library(start, on)
    published = library.certificate_keys.get(identity)
    if published is None:
        raise CannotIssue("key-unknown", key=identity)
    if published.public != public_of(seed):
        raise CannotIssue("key-differs", key=identity)
    if not any(page.id == VERIFY for page in library.of_kind(VERIFY)):
        raise CannotIssue("page")
    about = _about(library, course, lang)
    counted, dated = hours_of(hours), day_of(day)
    if hours and not counted:
        raise CannotIssue("claim-h", given=hours[:30])
    if day and not dated:
        raise CannotIssue("claim-d", given=day[:30])
    if dated and dated > on + AHEAD:
        raise CannotIssue("claim-ahead", given=day[:30], today=on.isoformat())
    try:
        wanted, problems = read_list(listed, counted, dated)
    except ModuleNotFoundError as absent:
        raise PrintMissing(str(absent.name)) from absent
    signed = [_signed(row, about, identity, seed, library) for row in wanted]
    problems = (*problems, *_faults(wanted, signed, published, listed.name, on))
    return Outcome(() if problems else tuple(signed), problems, library)


def _library(start: Path, on: date) -> Library:
    root = find_root(start)
    if root is None:
        raise NoProject(str(start))
    loaded = load_project(root, on)
    found = (*(d for d in loaded.diagnostics if d.span.file.endswith(KEYS)), *check_certificates(loaded.library))
    faults = sorted((d for d in found if d.severity == "error"), key=lambda d: d.sort_key)
    if faults:
        raise BadKeys(tuple(faults), loaded.library.files)
    return loaded.library


def _about(library: Library, course: str, lang: Lang) -> Mapping[str, str]:
    """What all certificates say alike: course, title, school. Raises `CannotIssue`."""
    courses = [page.id for page in library.of_kind("course")]
    if course not in courses:
        raise CannotIssue("course", course=course[:90], near=nearest(course, courses) or "")
    school = library.school.name.get(lang) if library.school.name else ""
    about = {"c": course, "t": library.pages[course].title(lang), "s": school}
    for claim, value in about.items():
        if not fits(claim, value) and (value or claim != "s"):
            raise CannotIssue(f"claim-{claim}", course=course[:90])
    return {"course": about["c"], "title": about["t"], "school": about["s"]}


def _signed(row: Wanted, about: Mapping[str, str], key: str, seed: bytes, library: Library) -> Issued:
    unnumbered = Certificate(number="", name=row.name, post=row.post, hours=row.hours, day=row.day, **about)
    certificate, jws = sign(unnumbered, key, seed)
    address = f"{library.site.url.rstrip('/')}/{VERIFY}.html#" if library.site.url else ""
    return Issued(certificate, jws, address + jws)


def _faults(
    rows: Sequence[Wanted], issued: Sequence[Issued], key: CertificateKey, file: str, on: date
) -> Iterator[Diagnostic]:
    """What would come out too long for a code, is dated after today, or would not hold when it is checked."""
    shared: set[str] = set()  # fields that all rows have alike: said once
    for row, one in zip(rows, issued, strict=True):
        span, line = Span(file, row.line), str(row.line)
        if row.day > on + AHEAD:
            params = {"line": line, "day": row.day.isoformat(), "today": on.isoformat()}
            yield Diagnostic("certificates-ahead", span, params=params)
            continue
        if len(one.text) > LONGEST:
            field = _longest(one)
            if field not in shared:
                name = f"want-certificate-field-{field}"
                params = {"line": line, "length": str(len(one.text)), "most": str(LONGEST), "field": name}
                yield Diagnostic("certificates-long", span, params=params)
            if field not in {"name", "post"}:
                shared.add(field)
            continue
        reason = check_text(one.text, {key.id: key})[1]
        if reason == "late":
            params = {"line": line, "day": row.day.isoformat(), "until": str(key.until)}
            yield Diagnostic("certificates-late", span, params=params)
        elif reason == "withdrawn":
            params = {"line": line, "number": one.certificate.number}
            yield Diagnostic("certificates-withdrawn", span, params=params)
        elif reason:
            raise AssertionError(reason)  # what was just signed with the key's own half


def _longest(one: Issued) -> str:
    """The field that takes the most of a code: four letters for three bytes, the address letter by letter."""
    c = one.certificate
    sizes = {f: len(getattr(c, f).encode()) * 4 for f in ("name", "post", "title", "school")}
    sizes["address"] = (len(one.text) - len(one.signed)) * 3
    return max(sizes, key=lambda field: sizes[field])


def files_of(outcome: Outcome, lang: Lang) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The files of what was issued, by name, and the characters that the PDF cannot show. Raises `PrintMissing`."""
    try:
        from generator.outputs.print.certificate import print_certificates  # noqa: PLC0415 - the extra `print`
        from generator.outputs.print.fonts import FontsMissing  # noqa: PLC0415
    except ModuleNotFoundError as absent:
        raise PrintMissing(str(absent.name)) from absent
    try:
        printed = print_certificates(outcome.issued, outcome.library, lang)
    except FontsMissing as absent:
        raise PrintMissing(str(absent)) from absent
    files = {"certificates.csv": write_csv(outcome.issued), "certificates.pdf": printed.data}
    return files, printed.unprintable


def write_private_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes `files` into `folder`, for their owner only; those that are there with the same bytes stay.

    Raises `NotThere` (site, tracked, or `exists NAME` where one differs; then nothing is written) and `OSError`.
    """
    refuse(folder.resolve(), files)
    new = {name: data for name, data in files.items() if not (folder / name).exists()}
    for name, data in files.items():
        if name not in new and (folder / name).read_bytes() != data:
            raise NotThere("exists", name)
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in new.items():
        write_private(folder / name, data)


def check(start: Path, on: date, texts: Iterable[tuple[str, str]]) -> tuple[Checked, ...]:
    """Each text (place, words) checked with the keys the project publishes. Raises `NoProject` and `BadKeys`."""
    keys = _library(start, on).certificate_keys
    return tuple(Checked(place, *check_text(text, keys)) for place, text in texts)


def texts_of(name: str, source: BinaryIO) -> tuple[tuple[str, str], ...]:
    """The texts in a file, one on each line that holds anything, with their places.

    Raises ValueError for too much, and its kind UnicodeError for a file that says of itself that it is UTF-16.
    """
    data = source.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise ValueError(name)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnicodeError(name)
    lines = data.decode("utf-8-sig", "replace").split("\n")
    return tuple((f"{name}:{number}", line) for number, line in enumerate(lines, 1) if line.strip())
