"""HTTP to untrusted hosts: addresses, URLs, limits, rate limiting and robots.txt. Parses no document."""
