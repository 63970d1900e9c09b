"""HTTP to untrusted hosts: URLs, address checks, size and time limits, rate limiting, robots.txt. Parses no document."""
