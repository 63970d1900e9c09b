"""Builds sources, engines, channels and the cleaner from settings. `app.py` maps each settings class to its builder."""
