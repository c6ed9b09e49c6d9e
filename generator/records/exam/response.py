"""The format of answers handed in: the envelope, what is sealed in it, and reading both from anyone's bytes.

docs/formats/exam-response.md describes them for other programs.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from typing import Annotated, Any, Literal, TypeVar

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from pydantic import Field, ValidationError

from generator.model.record import Id, PageId, Record
from generator.records.exam.codes import to_letters

FORMAT, INNER = "xinyu-exam-response", "xinyu-exam-answers"
VERSION = 1
MARK = b"XYE\x01"  # begins the bytes of a text code
MOST_TEXT = 100_000  # characters of an envelope; the largest bucket makes 44,000
MOST_DEPTH = 12
BUCKETS = (512, 1024, 2048, 4096, 8192, 16384, 32768)
OVERHEAD = 48  # bytes a sealed box is longer than what is in it

R = TypeVar("R", bound=Record)


class Refused(Exception):
    """An answer that cannot be counted; the argument is the reason's name."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail


class Envelope(Record):
    """What is handed in: for which exam, sealed with which key, and the sealed box in base64."""

    format: Literal["xinyu-exam-response"]
    version: Literal[1]
    exam: PageId
    key: Id
    box: Annotated[str, Field(min_length=4, max_length=MOST_TEXT, pattern=r"^[A-Za-z0-9+/]+={0,2}$")]


class Answers(Record):
    """What is sealed. `answers` maps a question's number on the paper to its answer; `mac` is reserved."""

    format: Literal["xinyu-exam-answers"]
    version: Literal[1]
    exam: PageId
    paper: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    lang: Literal["zh", "en"]
    ticket: Annotated[str, Field(pattern=r"^[0-9A-Z]{12}$")]
    nonce: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    key: Id
    supervision: Literal["unsupervised", "supervised"]
    answers: Annotated[dict[Annotated[str, Field(pattern=r"^[1-9][0-9]{0,2}$")], Any], Field(max_length=200)]
    mac: Annotated[str, Field(max_length=200)] | None = None


def read_envelope(text: str) -> Envelope:
    """The envelope that a file's text is. Raises `Refused`."""
    return _record(Envelope, read_json(text), FORMAT)


def envelope_of_bytes(data: bytes) -> Envelope:
    """The envelope in a text code: mark, length of the head in two bytes, head (JSON), box. Raises `Refused`."""
    if data[:3] != MARK[:3]:
        raise Refused("not-ours")
    if data[3:4] != MARK[3:]:
        raise Refused("version")
    size = int.from_bytes(data[4:6], "big")
    head, box = data[6 : 6 + size], data[6 + size :]
    found = read_json(_utf8(head))
    if not isinstance(found, dict) or set(found) != {"exam", "key"} or len(head) != size:
        raise Refused("damaged")
    whole = {"format": FORMAT, "version": VERSION, **found, "box": base64.b64encode(box).decode()}
    return _record(Envelope, whole, FORMAT)


def box_of(envelope: Envelope) -> bytes:
    """The sealed bytes. Raises `Refused`."""
    try:
        box = base64.b64decode(envelope.box, validate=True)
    except (binascii.Error, ValueError) as fault:
        raise Refused("damaged") from fault
    if len(box) - OVERHEAD not in BUCKETS:
        raise Refused("damaged", f"{len(box)} B")
    return box


def receipt(box: bytes) -> str:
    """The receipt code of sealed bytes: 80 bits of their SHA-256 in four groups of four letters."""
    letters = to_letters(hashlib.sha256(box).digest()[:10])
    return "-".join(letters[i : i + 4] for i in range(0, 16, 4))


def open_box(box: bytes, private: bytes) -> Answers:
    """What was sealed. Raises `Refused`; nothing of a wrong key's or forger's doing raises anything else."""
    try:
        plain = SealedBox(PrivateKey(private)).decrypt(box)
    except (CryptoError, ValueError) as fault:
        raise Refused("closed") from fault
    return _record(Answers, read_json(_utf8(unpad(plain))), INNER)


def pad(plain: bytes) -> bytes:
    """ISO/IEC 7816-4 up to the next bucket, so that the length says little. Raises `ValueError` where it is too long."""
    size = next((b for b in BUCKETS if b > len(plain)), None)
    if size is None:
        raise ValueError("too long")
    return (plain + b"\x80").ljust(size, b"\x00")


def unpad(padded: bytes) -> bytes:
    """What was padded. Raises `Refused`."""
    plain = padded.rstrip(b"\x00")
    if len(padded) not in BUCKETS or not plain.endswith(b"\x80"):
        raise Refused("damaged")
    return plain[:-1]


def seal(answers: Answers, public: bytes) -> Envelope:
    """Answers as the browser seals them: for tests, and for schools that read paper answers in."""
    plain = json.dumps(answers.model_dump(), ensure_ascii=False, separators=(",", ":")).encode()
    box = base64.b64encode(SealedBox(PublicKey(public)).encrypt(pad(plain))).decode()
    return Envelope(format=FORMAT, version=VERSION, exam=answers.exam, key=answers.key, box=box)


def read_json(text: str) -> Any:
    """JSON from anyone: bounded in length and depth, without duplicate names, NaN or endless numbers. Raises `Refused`."""
    if len(text) > MOST_TEXT:
        raise Refused("too-large")
    if _depth(text) > MOST_DEPTH:
        raise Refused("damaged", "depth")
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as fault:
        raise Refused("damaged", "JSON") from fault


def _depth(text: str) -> int:
    """How deep JSON nests, outside its strings; in one pass, whatever the text."""
    depth = most = 0
    string = escaped = False
    for sign in text:
        if string:
            string = escaped or sign != '"'
            escaped = sign == "\\" and not escaped
        elif sign == '"':
            string = True
        elif sign in "[{":
            depth += 1
            most = max(most, depth)
        elif sign in "]}":
            depth -= 1
    return most


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    if len(names) != len(set(names)):
        raise ValueError("a name twice")
    return dict(pairs)


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _utf8(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise Refused("damaged", "UTF-8") from fault


def _record(model: type[R], data: Any, name: str) -> R:
    if not isinstance(data, dict) or data.get("format") != name:
        raise Refused("not-ours")
    version = data.get("version")
    if version != VERSION or isinstance(version, bool):
        raise Refused("version", repr(version)[:20])
    try:
        return model.model_validate(data, strict=False)
    except (ValidationError, RecursionError) as fault:
        raise Refused("damaged", "fields") from fault


def schema_text() -> str:
    """The JSON Schema of both forms, as it stands in `assets/schema/exam-response-1.schema.json`."""
    inner = Answers.model_json_schema()
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Envelope.model_json_schema(),
        "title": "xinyu-exam-response 1",
        "$defs": {"Answers": inner},
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
