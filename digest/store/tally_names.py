"""The names of the numbers that the store keeps up for monitors. Imports nothing: SQLAlchemy need not be loaded for them."""

STEP = "step"
"""When each step ended well last, in seconds since 1970; the label is the step."""

RUNS = "runs"
"""Runs that ended; the label is the exit code."""

FAILURES = "failures"
"""Failures; the name goes on with a colon and what was being done, and the label is the source."""

MODEL_SECONDS = "model_seconds"
"""Seconds that the summarise step took."""

TOKENS = "tokens"
"""Tokens that a model has generated."""

DROPPED = "dropped"
"""What was dropped because it was too old to be kept; the label is one of the following."""

DROPPED_MESSAGES = "messages"
"""Messages and files that were delivered."""

DROPPED_BYTES = "bytes"
"""Texts whose bytes, as they were published, were dropped."""

DROPPED_READERS = "readers"
"""Rows of the outbox from which the address of a reader who had left was removed."""
