"""Stage 2: RawStatement -> Statement. Pure: no network, no files, no clock."""
