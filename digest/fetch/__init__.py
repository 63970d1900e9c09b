"""Stage 1: sources -> RawStatement. Effects: network and files. Knows nothing of cleaning."""
