"""What tells an operator, or a program that watches, whether `digest` works: facts, alarms, metrics and the heartbeat."""
