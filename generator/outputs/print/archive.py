"""Zip archives that are the same bytes from the same files: fixed dates, fixed rights, stated order."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape as _escape

EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment a zip archive can state
# XML 1.0, section 2.2: characters that no document may hold, not even as references.
UNSPEAKABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_archive(files: Mapping[str, bytes], *, stored: frozenset[str] = frozenset()) -> bytes:
    """`files` by path, in the order given; those named in `stored` are not compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, data in files.items():
            entry = zipfile.ZipInfo(path, EARLIEST)
            entry.create_system = 3  # the same on every system
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_STORED if path in stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data, compresslevel=6)
    return out.getvalue()


def rewritten(data: bytes) -> bytes:
    """An archive another program made, with its files by name and without its dates."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = sorted(archive.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        return write_archive({name: archive.read(name) for name in names})


def xml(text: str) -> str:
    """Words as the text of an element or the value of an attribute in double quotes."""
    return _escape(UNSPEAKABLE.sub("\ufffd", text), {'"': "&quot;"})
