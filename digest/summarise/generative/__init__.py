"""Engines whose model writes key points: local sequence-to-sequence and instruct models, and model servers."""
