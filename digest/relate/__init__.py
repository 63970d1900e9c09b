"""Decides how two statements are related: the same text, a corrected copy, one within the other. See README.md."""
