"""Boilerplate rules: what a rule is, how rules are read from YAML, how they are applied, and which lines a source repeats."""
