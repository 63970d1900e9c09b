"""Reads the text layer of PDF documents: characters with their places, and from these rows, columns and paragraphs."""
