"""Runs untrusted parsing in child processes with CPU and memory limits."""
