"""Reads documents of word processors: ZIP archives with XML in them."""
