"""Stage 5: the bytes of a sealed edition -> files and mail servers. Renders nothing."""
