"""Fixtures every floor's tests may use; functions are in `support`."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import copy_minimal


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the expected output of the cases")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether expected output is to be rewritten."""
    return bool(request.config.getoption("--update"))


@pytest.fixture
def minimal_project(tmp_path: Path) -> Path:
    """A small valid project: one page or more of nearly every kind, in both languages."""
    return copy_minimal(tmp_path / "project")
