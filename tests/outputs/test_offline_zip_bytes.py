"""The zip for a USB stick: same bytes twice, names every system can unpack, no more than the site and its first page."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from generator.messages import interface
from generator.outputs.site.archive import (
    SCRIPT,
    START,
    UnsafeNames,
    archive_name,
    unsafe_names,
    write_archive,
)

TITLE = {"zh": "心育<试>", "en": "Xinyu & co"}
SITE = {"index.html": b"<!doctype html>", "en/index.html": b"en", "assets/xinyu.js": b"1" * 5000}


def opened(site: dict[str, bytes]) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(write_archive(site, TITLE)))


def test_the_same_site_gives_the_same_bytes_in_whatever_order_it_comes() -> None:
    assert write_archive(SITE, TITLE) == write_archive(dict(reversed(SITE.items())), TITLE)


def test_it_holds_the_site_and_a_first_page_and_nothing_else() -> None:
    archive = opened(SITE)
    assert archive.testzip() is None
    assert set(archive.namelist()) == {START, SCRIPT, *(f"site/{name}" for name in SITE)}
    assert {n: archive.read(f"site/{n}") for n in SITE} == SITE
    assert {name.split("/")[0] for name in archive.namelist()} == {START, "site"}  # two things to see, one to open


def test_entries_are_sorted_packed_and_undated() -> None:
    entries = opened(SITE).infolist()
    assert [e.filename for e in entries] == sorted(e.filename for e in entries)
    assert {e.date_time for e in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {(e.compress_type, e.create_system, e.external_attr >> 16) for e in entries} == {
        (zipfile.ZIP_DEFLATED, 3, 0o100644)
    }


def test_the_first_page_says_in_both_languages_what_to_do_with_a_closed_zip() -> None:
    page = opened(SITE).read(START).decode()
    for lang, folder in (("zh", ""), ("en", "en/")):
        assert interface(lang)["start-2"] in page
        assert f'href="site/{folder}index.html"' in page
    assert "心育&lt;试&gt;" in page
    assert "Xinyu &amp; co" in page
    assert f'<script src="{SCRIPT}"></script>' in page


def test_a_reader_of_old_windows_still_finds_the_first_page() -> None:
    """Where the zip's UTF-8 mark is not known, the name is read as GBK: its English half must survive."""
    assert START.encode().decode("gbk", "replace").endswith(" START-HERE.html")


@pytest.mark.parametrize(
    "name",
    [
        "media/con.png",
        "AUX",
        "a/nul.tar.gz",
        "a/com1.svg",
        "a:b.png",
        'a".png',
        "a?.png",
        "a|b",
        "x./y",
        "x /y",
        "a" * 181,
    ],
)
def test_a_name_that_windows_refuses_is_told(name: str) -> None:
    assert unsafe_names(["ok/fine.png", name]) == (name,)
    with pytest.raises(UnsafeNames) as raised:
        write_archive({**SITE, name: b""}, TITLE)
    assert raised.value.names == (f"site/{name}",)


def test_names_that_differ_in_capitals_only_are_told() -> None:
    assert unsafe_names(["a/Bed.png", "a/bed.png", "b/bed.png"]) == ("a/bed.png",)


@pytest.mark.parametrize("name", ["media/床.png", "console.html", "a/auxiliary.html", "com10.html", ".a", "a b.png"])
def test_a_name_that_only_looks_like_it_is_fine(name: str) -> None:
    assert unsafe_names([name]) == ()


def test_the_name_says_which_is_newer() -> None:
    assert archive_name(date(2026, 3, 9)) == "xinyu-offline-20260309.zip"
