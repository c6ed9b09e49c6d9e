"""Xinyu: compiles a school's Markdown and YAML on pupils' mental health into one checked library and publishes it."""

__version__ = "0.1.0"
