"""The deploy guides give the headers that the program gives, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.outputs.site.headers import CACHE, CACHE_VERSIONED, HEADERS, POLICY, SERVERS, write_headers

GUIDES = Path(__file__).resolve().parents[2] / "docs" / "deploy"
IN = {"nginx": "nginx", "apache": "apache", "caddy": "caddy", "pages": "pages", "table": "README"}


def test_every_server_has_its_guide() -> None:
    assert set(IN) == set(SERVERS)


@pytest.mark.parametrize("ending", [".md", ".zh.md"])
@pytest.mark.parametrize("server", IN)
def test_a_guide_holds_what_the_command_prints(server: str, ending: str) -> None:
    words = write_headers(server)
    text = (GUIDES / f"{IN[server]}{ending}").read_text("utf-8")
    if server == "table":  # its head is translated
        words = words.split("\n", 1)[1]
    assert words in text


@pytest.mark.parametrize("server", SERVERS)
def test_no_header_is_left_out_for_a_server(server: str) -> None:
    words = write_headers(server)
    assert [name for name, value in HEADERS.items() if name not in words or value not in words] == []
    assert CACHE in words
    assert server in {"pages", "table"} or CACHE_VERSIONED in words


def test_the_policy_is_one_line_of_its_parts() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert dict(part.split(" ", 1) for part in policy.split("; ")) == dict(POLICY)


def test_each_guide_has_its_other_language_and_as_many_commands() -> None:
    english = {p.name.removesuffix(".md") for p in GUIDES.glob("*.md") if not p.name.endswith(".zh.md")}
    assert english == {p.name.removesuffix(".zh.md") for p in GUIDES.glob("*.zh.md")}
    for name in english:
        blocks = [
            re.findall(r"^```.*?^```", (GUIDES / f"{name}{e}").read_text("utf-8"), re.MULTILINE | re.DOTALL)
            for e in (".md", ".zh.md")
        ]
        assert blocks[0] == blocks[1], name
        assert f"({name}.zh.md)" in (GUIDES / f"{name}.md").read_text("utf-8")
        assert f"({name}.md)" in (GUIDES / f"{name}.zh.md").read_text("utf-8")
