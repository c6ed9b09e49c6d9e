"""`xinyu certificates` where the project or the machine is at fault, and what its files give away."""

from __future__ import annotations

import base64
import json
import os
import re
import stat
import subprocess
import sys
import zlib
from datetime import date
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from certificate_project import FOR_ALL, VERIFY, checked, issue, make_project, run, set_today, table

from generator.cli import app

STREAM = re.compile(rb"/FlateDecode[^\n]*>>\r?\n?stream\r?\n")


@pytest.fixture(name="project")
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return make_project(tmp_path, monkeypatch)


@pytest.mark.parametrize(
    ("find", "put"),
    [
        ("", '    withdrawn: ["{small}"]\n'),
        ("", "    until: 2027-02-30\n"),
        ("", "    withdrawn: {number}\n"),
        ("", "{entry}"),
        ("", "   nonsense: [\n"),
        ("keys:", "keis:"),
    ],
)
def test_a_fault_in_the_published_keys_ends_the_command(tmp_path: Path, project: Path, find: str, put: str) -> None:
    assert issue(project, *FOR_ALL).exit_code == 0
    rows = table(tmp_path / "out" / "certificates.csv")
    keys = project / "site_config" / "certificate-keys.yml"
    text, number = keys.read_text("utf-8"), rows[0]["number"]
    entry = text.partition("\n")[2]
    put = put.format(small=number.lower(), number=number, entry=entry)
    keys.write_text(text.replace(find, put) if find else text + put, "utf-8")
    for done in (issue(project, *FOR_ALL, out="other"), checked(project, rows[0]["text"])):
        assert done.exit_code == 2, done.output
        assert "certificate-keys.yml" in done.output
        assert "有效" not in done.output.partition("certificate-keys.yml")[0]
        assert "Traceback" not in done.output
    assert not (tmp_path / "other").exists()


def test_a_fault_elsewhere_in_the_project_does_not_matter(project: Path) -> None:
    (project / "content" / "broken.md").write_text("---\nid: [\n---\n", "utf-8")
    assert issue(project, *FOR_ALL).exit_code == 0


@pytest.mark.parametrize("kind", ["", "glossary"])
def test_without_the_page_that_checks_nothing_is_issued(tmp_path: Path, project: Path, kind: str) -> None:
    page = project / "content" / "verify.md"
    if kind:
        page.write_text(VERIFY.replace("kind: verify", f"kind: {kind}"), "utf-8")
    else:
        page.unlink()
    done = issue(project, *FOR_ALL, "--lang", "en")
    assert done.exit_code == 2
    assert "content/verify.md" in done.output
    assert not (tmp_path / "out").exists()


def test_a_day_that_is_not_yet_is_not_signed(tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_today(monkeypatch, date(2026, 11, 20))
    tomorrow = ("--hours", "10", "--date", "2026-11-21")  # our day is that of UTC, and China's is ahead of it
    assert issue(project, *tomorrow).exit_code == 0
    done = issue(project, "--hours", "10", "--date", "2026-11-22", out="other")
    assert done.exit_code == 2
    assert "--date" in done.output
    assert "2026-11-22" in done.output
    (tmp_path / "staff.csv").write_text("姓名,日期\n测试甲,2026-11-20\n测试乙,2062-11-20\n", "utf-8")
    done = issue(project, "--hours", "10", out="other")
    assert done.exit_code == 1
    assert "staff.csv:3" in done.output
    assert "certificates-ahead" in done.output
    assert "certificates-late" not in done.output
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_a_file_in_utf16_is_told_from_one_that_does_not_hold(tmp_path: Path, project: Path, order: str) -> None:
    (tmp_path / "scanned.txt").write_bytes("\ufeffa.b.c\r\n".encode(order))
    done = run(app, ["certificates", "check", str(tmp_path / "scanned.txt"), "-p", str(project), "--lang", "en"])
    assert done.exit_code == 2
    assert "scanned.txt" in done.output
    assert "UTF-8" in done.output


def test_a_terminal_that_lacks_a_character_ends_nothing(tmp_path: Path, project: Path) -> None:
    assert issue(project, *FOR_ALL).exit_code == 0
    text = table(tmp_path / "out" / "certificates.csv")[0]["text"]
    command = [sys.executable, "-m", "generator", "certificates", "check", "-", "-p", str(project), "--lang", "zh"]
    env = {**os.environ, "PYTHONIOENCODING": "gbk"}
    done = subprocess.run(command, input=text.encode(), env=env, capture_output=True, check=False)
    said = done.stdout.decode("gbk")
    assert done.returncode == 0, done.stderr
    assert "测试甲" in said
    assert "1 张有效" in said


def test_what_is_written_is_for_its_owner_only(tmp_path: Path, project: Path) -> None:
    assert issue(project, *FOR_ALL).exit_code == 0
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "out").iterdir()}
    assert modes == {"certificates.csv": 0o600, "certificates.pdf": 0o600}


def test_the_private_key_is_nowhere_in_what_is_written(tmp_path: Path, project: Path) -> None:
    key = json.loads((tmp_path / "keys" / "school-2026.private.json").read_text("utf-8"))["private"]
    secret = key.partition(":")[2]
    done = issue(project, *FOR_ALL)
    assert secret not in done.output
    assert secret not in (tmp_path / "out" / "certificates.csv").read_text("utf-8-sig")
    raw = (tmp_path / "out" / "certificates.pdf").read_bytes()
    streams = [zlib.decompressobj().decompress(raw[m.end() :]) for m in STREAM.finditer(raw)]
    data = b"\n".join([raw, *streams])
    assert b"beginbfchar" in data  # what is packed was unpacked
    pages = pdfium.PdfDocument(raw)
    shown = "".join(page.get_textpage().get_text_range() for page in pages)
    assert "测试甲" in shown
    for text in (secret, secret.rstrip("="), base64.b64decode(secret).hex()):
        assert text.encode() not in data
        assert text not in "".join(shown.split())
    assert base64.b64decode(secret) not in data
