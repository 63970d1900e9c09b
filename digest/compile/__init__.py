"""Stage 4: entries -> Edition -> bytes. Pure: the same edition always gives the same bytes."""
