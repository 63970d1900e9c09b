"""Boilerplate rules: how they are read, what they are, and how they are applied with their guards."""
