"""Stage 4: entries -> Edition -> bytes. Pure: the same edition and target always give the same bytes."""
