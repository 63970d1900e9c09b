"""Converts records to JSON values and back, for the database and for the workers of the sandbox. Pure; knows no table.

The JSON keys are a contract with databases that exist: a renamed attribute keeps its key. Functions that read also accept what
earlier versions wrote.
"""
