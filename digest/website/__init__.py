"""The web site of an installation: a page for each edition and each statement, written incrementally from the store."""
