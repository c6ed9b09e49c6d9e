"""The staged tree is what another engine needs, and gives the same pages there."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from support import TODAY

from generator.app import compile_project
from generator.hosts.site import build_site
from generator.hosts.staging import NotOurs, stage_project


def _pages(site: Path) -> set[str]:
    return {p.relative_to(site).as_posix() for p in site.rglob("*.html")}


@pytest.mark.slow
@pytest.mark.skipif(sys.version_info < (3, 11), reason="Zensical asks for Python 3.11")
def test_zensical_builds_the_same_pages(project: Path, tmp_path: Path) -> None:
    zensical = shutil.which("zensical", path=str(Path(sys.executable).parent))
    assert zensical, "zensical is in requirements-dev.lock and must be installed"
    stage = tmp_path / "stage"
    stage_project(compile_project(project, TODAY), stage)
    for config in ("mkdocs.yml", "mkdocs.en.yml"):
        done = subprocess.run([zensical, "build", "-f", config], cwd=stage, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    build_site(compile_project(project, TODAY), tmp_path / "site")
    own = {"offline.html", "en/offline.html"}  # of our frame: what its service worker shows
    assert _pages(stage / "site") == _pages(tmp_path / "site") - own
    ours = (stage / "site" / "home" / "sleep.html").read_text("utf-8")
    assert 'class="xy-help"' in ours
    assert "<!--xinyu-->" not in ours  # the extension ran


def test_the_staged_configuration_names_no_plugin(project: Path, tmp_path: Path) -> None:
    stage_project(compile_project(project, TODAY), tmp_path / "stage")
    config = yaml.safe_load((tmp_path / "stage" / "mkdocs.yml").read_text("utf-8"))
    assert config["plugins"] == []
    assert config["docs_dir"] == "zh"
    assert config["nav"][0] == {"心育": "index.md"}


def test_staging_again_leaves_no_stale_page(project: Path, tmp_path: Path) -> None:
    stage = tmp_path / "stage"
    stage_project(compile_project(project, TODAY), stage)
    (project / "content" / "policy" / "mentor-10h.md").unlink()
    (project / "content" / "policy" / "mentor-10h.en.md").unlink()
    stage_project(compile_project(project, TODAY), stage)
    assert not (stage / "zh" / "policy" / "mentor-10h.md").exists()


def test_a_folder_of_somebody_else_is_not_touched(project: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(NotOurs):
        stage_project(compile_project(project, TODAY), tmp_path)
    assert (tmp_path / "thesis.txt").read_text() == "mine"
