"""Decides how two statements are related: the same text, a corrected copy; and what changed in the words. See README.md."""
