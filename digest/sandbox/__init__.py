"""Runs untrusted parsing in child processes with CPU and memory limits. Knows nothing about the documents."""
