"""Writes packs for paper and office: the sheets of each page, and a writer for each format."""
