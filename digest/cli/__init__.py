"""The command line: grammar, one function per command, and everything that is printed. No other package prints."""
