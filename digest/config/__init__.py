"""Reads digest.yaml into frozen settings and says what is wrong by file, line and nearest known key."""
