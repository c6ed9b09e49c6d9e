"""Reads content, courses, quizzes and configuration into a library; problems are values."""
