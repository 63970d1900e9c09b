"""Stage 3: engines that turn a statement into key points, and the gate that generated points must pass. See README.md.

The only importer of torch and transformers, and only when a model is needed.
"""
