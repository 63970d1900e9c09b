"""The faithfulness gate: compares generated key points with their evidence and replaces those that it does not support."""
