"""What a run remembers for the next one, so that only what changed is worked out again. Knows nothing of pages."""
