"""Sealed exams on the school's machine: keys, tickets, answers handed in, their grading. Never part of a site."""
