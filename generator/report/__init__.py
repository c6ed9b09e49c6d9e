"""Prints diagnostics as text, JSON or workflow commands."""
