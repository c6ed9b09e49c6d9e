"""Starts what an author goes on with: a page, a unit, a quiz, a school's own site."""

from generator.scaffold.kinds import KINDS, Kind
from generator.scaffold.pages import Scaffold, plan_scaffold, write_scaffold
from generator.scaffold.refused import Refused
from generator.scaffold.school_site import new_site

__all__ = ["KINDS", "Kind", "Refused", "Scaffold", "new_site", "plan_scaffold", "write_scaffold"]
