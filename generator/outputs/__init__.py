"""Everything a library is written to."""
