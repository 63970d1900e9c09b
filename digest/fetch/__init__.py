"""Stage 1: reads sources and returns raw statements as they were published. Cleans nothing and stores nothing."""
