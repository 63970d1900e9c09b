"""Cleans a published document: RawStatement -> Statement, with a note of what was removed. Pure: no clock, file or network.

`cleaner.py` has the order of the steps; README.md explains them, and how to add a format or a rule.
"""
