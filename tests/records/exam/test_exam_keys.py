"""Key pairs are made once, privately, and never where they could be published."""

from __future__ import annotations

import base64
import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from exam_project import EXAM, PUBLIC, answers_of, exam_project, sitting_of
from nacl.public import PrivateKey
from support import compile_folder
from typer.testing import CliRunner

from generator.checks.exams import public_key
from generator.cli import app
from generator.records.exam.keys import PREFIX, NotThere, make_keys, read_key
from generator.records.exam.response import Refused, schema_text, seal
from generator.records.exam.ticket import fold_ticket, ticket_fits

RUN = CliRunner()


def test_a_pair_is_written_once_and_read_back(tmp_path: Path) -> None:
    made = make_keys(tmp_path / "keys", "school-2026")
    private, public, tickets = made.files
    identity, raw = read_key(private)
    assert identity == "school-2026"
    assert bytes(PrivateKey(raw).public_key) == base64.b64decode(made.public)
    assert yaml.safe_load(public.read_text("utf-8")) == {"keys": [{"id": "school-2026", "public": made.public}]}
    assert all(ticket_fits(fold_ticket(t)) for t in tickets.read_text("utf-8").split())
    if sys.platform != "win32":
        assert stat.S_IMODE(private.stat().st_mode) == 0o600
    before = private.read_bytes()
    with pytest.raises(NotThere, match="exists"):
        make_keys(tmp_path / "keys", "school-2026", force=True)
    assert private.read_bytes() == before


def test_two_pairs_differ_and_a_seed_gives_one_again(tmp_path: Path) -> None:
    publics = [make_keys(tmp_path / str(n), "").public for n in range(2)]
    assert publics[0] != publics[1]
    fixed = [make_keys(tmp_path / f"f{n}", "", chance=lambda n: bytes(range(n))) for n in range(2)]
    assert fixed[0].public == fixed[1].public
    assert fixed[0].id == fixed[1].id


def test_never_inside_a_site_and_not_where_git_would_take_it(tmp_path: Path) -> None:
    root = exam_project(tmp_path / "p")
    for folder in (root / "site" / "keys", tmp_path / "built" / "x"):
        if folder.parent.name == "built":
            (tmp_path / "built" / "assets").mkdir(parents=True)
            (tmp_path / "built" / "assets" / "xinyu.js").write_text("", "utf-8")
        with pytest.raises(NotThere, match="site"):
            make_keys(folder, "k", force=True)
    git = ["git", "-C", str(root)]
    subprocess.run([*git, "init", "-q"], check=True, capture_output=True)
    (root / ".gitignore").write_text("/records/\n", "utf-8")
    with pytest.raises(NotThere, match="tracked"):
        make_keys(root / "keys", "k")
    make_keys(root / "keys", "k", force=True)
    make_keys(root / "records" / "keys", "k")


def test_a_private_key_pasted_as_a_public_one_is_refused(tmp_path: Path) -> None:
    assert public_key(base64.b64encode(PUBLIC).decode()) == PUBLIC
    for bad in (PREFIX + base64.b64encode(PUBLIC).decode(), "", "x", base64.b64encode(bytes(32)).decode(), "é"):
        assert public_key(bad) is None
    root = exam_project(tmp_path / "p")
    path = root / "site_config" / "exam-keys.yml"
    path.write_text(path.read_text("utf-8").replace("public: ", f"public: {PREFIX}"), "utf-8")
    assert "exam-key-invalid" in compile_folder(root).codes


@pytest.mark.parametrize(
    "text", ["", "{}", "[1]", '{"format": "xinyu-exam-private-key", "version": 1, "id": "k"}', "\0"]
)
def test_what_is_no_key_file_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "k").write_text(text, "utf-8")
    for path in (tmp_path / "k", tmp_path / "none", tmp_path):
        with pytest.raises(Refused) as no:
            read_key(path)
        assert no.value.reason in {"key-file", "damaged"}


def test_the_commands(tmp_path: Path) -> None:
    root = exam_project(tmp_path / "p")
    (root / ".git").unlink(missing_ok=True)
    keys = tmp_path / "keys"
    made = RUN.invoke(app, ["exam", "demo-keys", "-o", str(keys), "--id", "demo-2026", "--lang", "en"])
    assert made.exit_code == 0, made.output
    assert RUN.invoke(app, ["exam", "demo-keys", "-o", str(keys), "--id", "demo-2026"]).exit_code == 2
    assert RUN.invoke(app, ["exam", "demo-keys", "-o", str(keys), "--id", "Not An Id"]).exit_code == 2
    salts = {RUN.invoke(app, ["exam", "salt"]).output for _ in range(3)}
    assert len(salts) == 3

    public = yaml.safe_load((keys / "demo-2026.public.yml").read_text("utf-8"))["keys"][0]["public"]
    envelope = seal(answers_of(sitting_of(root), 1), base64.b64decode(public))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "1.json").write_text(envelope.model_dump_json(), "utf-8")
    (tmp_path / "in" / "2.txt").write_text("您好", "utf-8")
    command = ["exam", "open-responses", "--key", str(keys / "demo-2026.private.json"), "-p", str(root)]
    done = RUN.invoke(app, [*command, str(tmp_path / "in"), "--format", "json", "-o", str(tmp_path / "out.json")])
    assert done.exit_code == 1, done.output
    data = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert [(r["status"], r["exam"]) for r in data["results"]] == [("accepted", EXAM), ("rejected", "")]
    good = RUN.invoke(app, [*command, str(tmp_path / "in" / "1.json"), "--lang", "en"])
    assert good.exit_code == 0
    assert "8/8  passed" in good.output
    again = RUN.invoke(app, [*command, str(tmp_path / "in" / "1.json"), "--known", str(tmp_path / "out.json")])
    assert again.exit_code == 1
    for extra in (["--known", str(tmp_path / "in" / "2.txt")], ["--tickets", str(tmp_path / "none")]):
        assert RUN.invoke(app, [*command, str(tmp_path / "in"), *extra]).exit_code == 2
    assert RUN.invoke(app, [*command[:-1], str(tmp_path), str(tmp_path / "in")]).exit_code == 2
    assert RUN.invoke(app, [*command[:2], "x", "--key", str(tmp_path / "none"), "-p", str(root)]).exit_code == 2


def test_the_schema_is_the_readers_own(update: bool) -> None:
    path = Path(__file__).parents[3] / "generator" / "assets" / "schema" / "exam-response-1.schema.json"
    if update:
        path.write_text(schema_text(), "utf-8")
    assert path.read_text("utf-8") == schema_text()
    assert {"mac", "ticket", "nonce", "paper", "key", "supervision"} <= set(
        json.loads(schema_text())["$defs"]["Answers"]["properties"]
    )
