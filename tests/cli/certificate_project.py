"""What the tests of `xinyu certificates` share: a project with a key, a list, and the commands run on it."""

from __future__ import annotations

import csv
import io
import sys
from datetime import date
from pathlib import Path

import pytest
from support import copy_minimal
from typer.testing import CliRunner

from generator.cli import app
from generator.records.certificates.keys import make_pair, yaml_of

run = CliRunner().invoke
LIST = "姓名,岗位\n测试甲,班主任\n测试乙,\n"
VERIFY = (Path(__file__).parents[2] / "content" / "verify.md").read_text("utf-8")
FOR_ALL = ("--hours", "10", "--date", "2026-11-20")


def make_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project with a published key and a list of staff beside it; it is 23 November 2026."""
    set_today(monkeypatch, date(2026, 11, 23))
    root = copy_minimal(tmp_path / "project")
    public, _ = make_pair(tmp_path / "keys", "school-2026")
    publish(root, yaml_of("school-2026", public))
    (root / "site_config" / "school.yml").write_text("name: {zh: 某某学校, en: Some School}\n", "utf-8")
    (root / "content" / "verify.md").write_text(VERIFY, "utf-8")
    (tmp_path / "staff.csv").write_text(LIST, "utf-8")
    return root


def set_today(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    monkeypatch.setattr(sys.modules["generator.cli.certificates"], "today", lambda: day)


def publish(root: Path, entry: str) -> None:
    (root / "site_config" / "certificate-keys.yml").write_text(f"keys:\n{entry}\n", "utf-8")


def issue(root: Path, *more: str, listed: str = "staff.csv", course: str = "course/t1", out: str = "out"):
    top = root.parent
    key = str(top / "keys" / "school-2026.private.json")
    fixed = ["certificates", "issue", str(top / listed), "-k", key, "-c", course, "-o", str(top / out), "-p", str(root)]
    return run(app, [*fixed, *more])


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))


def checked(root: Path, text: str, *more: str):
    return run(app, ["certificates", "check", "-", "-p", str(root), *more], input=text)
