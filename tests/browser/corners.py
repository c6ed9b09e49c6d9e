"""`base` and `lang` for modules to which two of the four pairs of place and language are enough.

A module takes them with `base, lang = corners.base, corners.lang`; they hide the fixtures of the same names.
"""

from __future__ import annotations

import pytest


@pytest.fixture
def base(corner: tuple[str, str]) -> str:
    return corner[0]


@pytest.fixture
def lang(corner: tuple[str, str]) -> str:
    return corner[1]
