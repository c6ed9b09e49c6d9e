"""`xinyu build --offline`: one zip beside the site, or words that say why there is none."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from support import copy_minimal
from typer.testing import CliRunner

from generator.cli import app
from generator.outputs.site.archive import START

run = CliRunner().invoke
ROOT = Path(__file__).resolve().parents[2]
ZIP = "xinyu-offline-20261121.zip"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")
    root = copy_minimal(tmp_path / "学校 site")
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        shutil.copyfile(ROOT / name, root / name)
    return root


def test_two_builds_give_the_same_zip(project: Path) -> None:
    packed = []
    for _ in range(2):
        done = run(app, ["build", "--offline", "-p", str(project)])
        assert done.exit_code == 0, done.output
        assert ZIP in done.output
        packed.append((project / "dist" / ZIP).read_bytes())
    assert packed[0] == packed[1]


def test_it_holds_what_the_site_holds(project: Path) -> None:
    run(app, ["build", "--offline", "-q", "-p", str(project), "-o", str(project / "out" / "www")])
    site = project / "out" / "www"
    with zipfile.ZipFile(project / "out" / "dist" / ZIP) as archive:
        packed = {n.removeprefix("site/"): archive.read(n) for n in archive.namelist() if n != START}
    packed.pop("assets/start.js")
    assert packed == {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}


def test_a_picture_that_windows_cannot_unpack_is_named(project: Path) -> None:
    (project / "content" / "home" / "aux.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    done = run(app, ["build", "--offline", "--lang", "en", "-p", str(project)])
    assert done.exit_code == 1
    assert "site/media/content/home/aux.svg" in done.output
    assert "Rename" in done.output
    assert not (project / "dist").exists()


def test_without_the_option_there_is_no_zip(project: Path) -> None:
    assert run(app, ["build", "-q", "-p", str(project)]).exit_code == 0
    assert not (project / "dist").exists()
