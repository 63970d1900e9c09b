"""The languages of an edition: translations of its own words, dates, numbers and plurals, and the names of languages.

A language is one file `po/<code>.po` (gettext); English is the language of the messages themselves and has none.
"""
