"""A build that remembers gives the bytes of one that does not, whatever was changed, on however many cores."""

from __future__ import annotations

import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from project import REPOSITORY, contents
from support import TODAY, copy_minimal

from generator.app import compile_project
from generator.hosts.languages import build_into
from generator.hosts.live import Watch
from generator.hosts.mending import mend
from generator.hosts.output import Output, Row
from generator.hosts.parts import Known, Lacking
from generator.hosts.settings import read_settings
from generator.hosts.site import build_site
from generator.memory.memory import Memory
from generator.memory.store import NAME
from generator.model.record import LANGS
from generator.outputs.site.search.entries import read_synonyms

pytestmark = pytest.mark.slow
CONFIGS = ("mkdocs.yml", "mkdocs.en.yml")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    root = copy_minimal(tmp_path / "small")
    for name in CONFIGS:
        shutil.copy(REPOSITORY / name, root)
    Image.linear_gradient("L").resize((900, 300)).save(root / "content/home/walk.png")
    page = root / "content/home/sleep.md"
    page.write_text(page.read_text("utf-8") + "\n![一起散步](walk.png)\n", "utf-8")
    return root


def plain(root: Path, folder: Path, *, serving: bool = True) -> dict[str, bytes]:
    """A build that remembers nothing; while serving it shows its errors."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    build_into(compile_project(root, TODAY), Output(folder, folder), serving=serving)
    return contents(folder)


def append(text: str) -> Callable[[Path], None]:
    return lambda path: path.write_text(path.read_text("utf-8") + text, "utf-8")


def change(old: str, new: str) -> Callable[[Path], None]:
    return lambda path: path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")


def remove(path: Path) -> None:
    path.unlink()


# A file, or a pattern of which one is drawn, and what is done to it.
EDITS: tuple[tuple[str, Callable[[Path], None]], ...] = (
    ("content/**/*.md", append("\n又加了一句话，今晚一起散步。\n")),
    ("content/**/*.md", append("\n[[hotline:12356]] [[page:home/sleep]] [[school:name]]\n")),
    ("content/**/*.md", append("\n## 新的一节 {#new-part}\n\n话。\n")),
    ("content/**/*.md", append("\n[[page:home/nowhere]] [坏链接](nowhere.md) [锚](page:home/sleep#nowhere)\n")),
    ("content/**/*.md", change("title: ", "title: 新")),
    ("content/**/*.md", change("summary: ", "summary: 又")),
    ("content/**/*.md", change("themes: [", "themes: [crisis, ")),
    ("content/**/*.md", change("reviewed: 2026-11-21", "")),
    ("content/**/*.md", change("sensitive: false", "sensitive: true")),
    ("content/**/*.md", change("kind: ", "kind: no-")),
    ("content/**/*.md", change("---", "--")),
    ("content/**/*.md", change("aliases: [home/bedtime]", "aliases: [home/bed]")),
    ("content/**/*.en.md", remove),
    ("content/**/*.md", remove),
    ("content/home/talk.svg", append("<!-- -->")),
    ("content/home/talk.svg", change('width="4"', 'width="5"')),
    ("content/home/talk.svg", change("<svg", "<svg onload='x()'")),
    ("content/home/talk.svg", remove),
    ("content/home/walk.png", lambda path: Image.new("RGB", (1000, 300), "red").save(path)),
    ("content/home/walk.png", lambda path: path.write_bytes(path.read_bytes()[:-20])),
    ("content/home/walk.png", remove),
    ("courses/**/*.md", change("title: ", "title: 课")),
    ("courses/**/*.md", append("\n还有一句。\n")),
    ("courses/t1/c1-3.md", change("minutes:", "minutes: ")),
    ("quizzes/**/*.yml", change("zh: ", "zh: 新")),
    ("quizzes/**/*.yml", change("items:", "items: []\nother:")),
    ("quizzes/**/*.yml", append("\n# nothing\n")),
    ("quizzes/**/*.yml", remove),
    ("site_config/hotlines.yml", change("name: {zh: ", "name: {zh: 新")),
    ("site_config/themes.yml", change("zh: ", "zh: 主题")),
    ("site_config/glossary.yml", change("zh: ", "zh: 词")),
    ("site_config/school.yml", append("\nclass_hour_minutes: 40\n")),
    ("site_config/site.yml", change("zh: ", "zh: 站")),
    ("site_config/site.yml", append("\nurl: https://school.example/x\n")),
    ("site_config/wording.yml", append("\nnonsense: [\n")),
    ("site_config/mandates/values.yml", change("value: ", "value: 1")),
    ("site_config/calendar.yml", remove),
    ("mkdocs.yml", append("\ncopyright: 心\n")),
    ("mkdocs.yml", append("\nextra_css: [x.css]\n")),
)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_changed_what_is_remembered_is_never_stale(small: Path, tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    original = contents(small)
    folder, shown = tmp_path / "shown", {}
    folder.mkdir()
    for turn in range(14):
        for _ in range(draw.randint(1, 2)):
            pattern, edit = draw.choice(EDITS)
            found = sorted(small.glob(pattern))
            if found:
                edit(draw.choice(found))
        if draw.random() < 0.3:  # and some of it is taken back
            name = draw.choice(sorted(original))
            (small / name).parent.mkdir(parents=True, exist_ok=True)
            (small / name).write_bytes(original[name])
        memory = Memory(tmp_path / "cache")  # as another run
        project = compile_project(small, TODAY, memory, for_site=bool(turn % 4))
        out = Output(folder, folder, shown)
        build_into(project, out, serving=True)
        shown: dict[str, Row] = out.rows(folder)
        memory.save()
        memory.close()
        assert project.compilation.diagnostics == compile_project(small, TODAY).compilation.diagnostics
        ours, theirs = contents(folder), plain(small, tmp_path / "plain")
        assert ours.keys() == theirs.keys()
        assert [name for name in ours if ours[name] != theirs[name]] == []


# In a process of its own: those of pytest-xdist have threads, and then nothing is forked.
FORKED = """
import os
from generator.memory import fork
fork.LEAST = 2
real, started = os.fork, []
os.fork = lambda: started.append(1) or real()
from generator.cli import app
try:
    app()
finally:
    assert bool(started) == (fork.cores() > 1), started
"""


SAID = "copyright: 心 & 育\nsite_author: 某校\nmarkdown_extensions: [toc]\n"


@pytest.mark.parametrize(
    "said", ["", SAID, f"{SAID}site_url: https://school.example/x\n", "site_url: http://xinyu.example/"]
)
def test_one_core_or_two_and_mkdocs_itself_give_the_same_bytes(small: Path, tmp_path: Path, said: str) -> None:
    append(said)(small / "mkdocs.yml")
    if said == SAID:
        append("\nurl: https://school.example/xinyu\n")(small / "site_config/site.yml")
    letter = (small / "content/home/sleep.md").read_text("utf-8").replace("id: home/sleep", "id: templates/letter")
    (small / "content/templates").mkdir()  # a folder that MkDocs leaves out of what it finds by itself
    (small / "content/templates/letter.md").write_text(re.sub(r"(?m)^aliases: .*\n|^!\[.*\n", "", letter), "utf-8")
    assert all(read_settings(small, lang) for lang in LANGS)
    for cores in ("1", "3"):
        done = subprocess.run(
            [sys.executable, "-c", FORKED, "build", "-q", "-o", str(tmp_path / cores)],
            cwd=small,
            env={**os.environ, "XINYU_CORES": cores, "XINYU_CACHE": "off"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    for config in CONFIGS:
        done = subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "-q", "-f", config], cwd=small, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr
    one = contents(tmp_path / "1")
    assert "templates/letter.html" in one
    assert one == contents(tmp_path / "3")
    assert one == contents(small / "site")


def test_a_file_that_did_not_change_keeps_its_time_and_others_do_not(small: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"

    def build() -> dict[str, int]:
        memory = Memory(tmp_path / "cache")
        build_site(compile_project(small, TODAY, memory, for_site=True), site, memory)
        memory.close()
        return {p.relative_to(site).as_posix(): p.stat().st_mtime_ns for p in site.rglob("*") if p.is_file()}

    first = build()
    assert build() == first
    append("\n又一句。\n")(small / "content" / "home" / "sleep.md")
    third = build()
    changed = {name for name in first if third[name] != first[name]}
    assert "home/sleep.html" in changed
    assert "about/privacy.html" not in changed
    (site / "about" / "privacy.html").write_text("somebody else wrote here")
    (site / "lesson" / "g3-a09.html").unlink()
    (site / "stray.html").write_text("not of this site")
    build()
    assert contents(site) == plain(small, tmp_path / "plain", serving=False)


def test_what_somebody_writes_to_while_the_site_is_built_is_not_taken_for_ours(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"

    def build() -> None:
        memory = Memory(tmp_path / "cache")
        build_site(compile_project(small, TODAY, memory, for_site=True), site, memory)
        memory.close()

    build()
    first = contents(site)
    keep = Output.keep

    def kept(self: Output, name: str) -> None:
        keep(self, name)
        if name == "about/privacy.html":  # a hard link: the same file in both folders
            (site / name).write_text("somebody else wrote here")

    with monkeypatch.context() as patch:
        patch.setattr(Output, "keep", kept)
        build()
    assert contents(site) != first
    build()
    assert contents(site) == first


@pytest.mark.parametrize("name", ["assets/theme/base.html", "messages/interface.yml", "pages/lesson.py"])
def test_a_changed_program_is_noticed(small: Path, tmp_path: Path, name: str) -> None:
    copy = tmp_path / "program"
    ignored = shutil.ignore_patterns("node_modules", "__pycache__", "src")
    shutil.copytree(REPOSITORY / "generator", copy / "generator", ignore=ignored)

    def build(folder: str, cache: str) -> dict[str, bytes]:
        environment = {**os.environ, "PYTHONPATH": str(copy), "XINYU_CACHE": cache, "PYTHONHASHSEED": "random"}
        command = [sys.executable, "-c", "from generator.__main__ import main; main()", "build", "-q", "-o", folder]
        done = subprocess.run(command, cwd=small, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return contents(small / folder)

    before = build("site", "on")
    part = copy / "generator" / name
    words = {
        ".html": ("<body", "<body data-new"),
        ".yml": ("跳到正文", "去看正文"),
        ".py": ('"fact-class"', '"fact-term"'),
    }
    change(*words[part.suffix])(part)
    after = build("site", "on")
    assert after != before
    assert after == build("other", "off")


def built(small: Path, tmp_path: Path) -> Path:
    memory = Memory(tmp_path / "cache")
    build_site(compile_project(small, TODAY, memory, for_site=True), tmp_path / "site", memory)
    memory.close()
    return tmp_path / "site"


def test_a_site_that_was_removed_and_written_again_is_remembered(small: Path, tmp_path: Path) -> None:
    site = built(small, tmp_path)
    shutil.rmtree(site)
    built(small, tmp_path)
    rows = Memory(tmp_path / "cache").last("site", str(site))
    assert isinstance(rows, dict)
    assert rows.keys() == contents(site).keys()


def test_entries_that_a_run_stopped_half_way_had_not_written_are_written_by_the_next(
    small: Path, tmp_path: Path
) -> None:
    def count() -> int:
        with sqlite3.connect(tmp_path / "cache" / NAME) as db:
            (found,) = db.execute("select count(*) from entry where kind = 'entry zh'").fetchone()
        db.close()
        return int(found)

    site = built(small, tmp_path)
    first, entries = contents(site), count()
    with sqlite3.connect(tmp_path / "cache" / NAME) as db:
        db.execute("delete from entry where kind = 'entry zh'")
    db.close()
    shutil.rmtree(site)
    assert contents(built(small, tmp_path)) == first
    assert count() == entries > 5


def test_who_mends_the_index_looks_at_each_file_when_it_takes_it_over(small: Path, tmp_path: Path) -> None:
    site, folder = built(small, tmp_path), tmp_path / "new"
    folder.mkdir()
    ours = (site / "search/fold.js").read_bytes()
    compilation = compile_project(small, TODAY, Memory(tmp_path / "cache"), for_site=True).compilation
    marks = {key: compilation.stands("zh", key) for key in compilation.documents["zh"]}
    lacking = Lacking(folder, marks, {}, read_synonyms(compilation.library, "zh"))
    told = iter([Known(tmp_path / "cache", site, "zh", ""), lacking])

    def ask() -> object:
        said = next(told)
        if said is lacking:
            (site / "search/fold.js").write_text("somebody else wrote here")
        return said

    part = mend(ask)
    assert part is not None
    assert "search/fold.js" in part.done
    assert "search/fold.js" not in part.kept
    assert (folder / "search/fold.js").read_bytes() == ours


MENDED = """
import sys
from generator.hosts import searching
from generator.__main__ import main
real = searching.Mender.begin
def begin(self, project, out):
    wait = real(self, project, out)
    def told():
        helped = self._helper.answer
        def answer():
            got = helped()
            print("mended", self._lang, got is not None)
            return got
        self._helper.answer = answer
        return wait()
    return told
searching.Mender.begin = begin
main()
"""


@pytest.mark.parametrize(
    ("name", "edit"),
    [
        ("content/home/sleep.md", append("\n螃蟹今晚也睡不着。\n")),
        ("content/home/sleep.md", change("title: ", "title: 新")),
        ("content/home/sleep.en.md", append("\nA crab cannot sleep either.\n")),
        ("content/lesson/g3-a09.md", remove),
        ("site_config/glossary.yml", change("[心情不好]", "[心情不好, 熬夜]")),
    ],
)
def test_an_index_mended_by_another_process_is_that_of_a_cold_build(
    small: Path, tmp_path: Path, name: str, edit: Callable[[Path], None]
) -> None:
    def build(target: Path, cache: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", MENDED, "build", "-q", "-o", str(target)],
            cwd=small,
            env={**os.environ, "XINYU_CORES": "2", "XINYU_CACHE": cache},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    assert build(tmp_path / "site", "on") == ""
    edit(small / name)
    (small / "content/lesson/g3-a09.en.md").unlink(missing_ok=edit is remove)
    assert build(tmp_path / "site", "on") == "mended zh True\n"
    assert build(tmp_path / "cold", "off") == ""
    assert contents(tmp_path / "site") == contents(tmp_path / "cold")
    assert build(tmp_path / "site", "on") == "mended zh True\n"
    assert contents(tmp_path / "site") == contents(tmp_path / "cold")


def test_a_configuration_of_unknown_reach_is_built_by_mkdocs_itself(small: Path, tmp_path: Path) -> None:
    (small / "hook.py").write_text("def on_post_page(output, page, config):\n    return output + '<!-- hooked -->'\n")
    append("\nhooks: [hook.py]\n")(small / "mkdocs.yml")
    build_site(compile_project(small, TODAY), tmp_path / "site")
    assert (tmp_path / "site" / "home" / "sleep.html").read_text("utf-8").endswith("<!-- hooked -->")


def test_only_what_a_save_touches_is_written_while_serving(small: Path) -> None:
    watch = Watch(compile_project(small, TODAY, for_site=True), Memory())
    try:
        page = watch.folder / "home" / "sleep.html"
        other = (watch.folder / "about" / "privacy.html").stat().st_mtime_ns
        append("\n今晚就看得到这一句。\n")(small / "content" / "home" / "sleep.md")
        watch.rebuild()
        assert "今晚就看得到这一句" in page.read_text("utf-8")
        assert (watch.folder / "about" / "privacy.html").stat().st_mtime_ns == other
    finally:
        watch.close()
