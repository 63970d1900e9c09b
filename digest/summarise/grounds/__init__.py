"""What a key point may say and on what ground: each module knows one thing that can be checked in two texts. All pure.

`evidence.py`, one floor up, joins them into the gate.
"""
