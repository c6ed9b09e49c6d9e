"""`make bench`: how long work takes, ours beside others, on one generated library and one machine."""
