"""The page kinds, and the table of them."""

from __future__ import annotations

from generator.pages.collections import COVERAGE, HOME, HOTLINE_LIST, LIBRARY
from generator.pages.course import COURSE, UNIT
from generator.pages.document import DOCUMENT
from generator.pages.exam import EXAM
from generator.pages.guide import GUIDE
from generator.pages.kind import PageKind
from generator.pages.lecture import LECTURE
from generator.pages.lesson import LESSON, THEME_MEETING
from generator.pages.my import MY
from generator.pages.plain import PLAIN, POLICY
from generator.pages.urgent import URGENT
from generator.pages.verify import VERIFY

PAGE_KINDS: dict[str, PageKind] = {
    kind.name: kind
    for kind in (
        HOME,
        URGENT,
        GUIDE,
        COURSE,
        UNIT,
        EXAM,
        LESSON,
        THEME_MEETING,
        LECTURE,
        DOCUMENT,
        POLICY,
        LIBRARY,
        HOTLINE_LIST,
        COVERAGE,
        MY,
        VERIFY,
        PLAIN,
    )
}
