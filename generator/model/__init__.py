"""Frozen records, spans, diagnostics and neutral blocks; no input or output, nothing of ours imported."""
