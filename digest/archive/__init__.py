"""Bulk input on many machines: whole archives of statements, by Ray Data. See README.md."""
