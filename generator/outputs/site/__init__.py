"""The library as source tree of a static site."""
