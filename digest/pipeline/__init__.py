"""One run, step by step: collect, recheck, summarise, seal, deliver.

Holds the order of the steps and what is committed between them. Gets its collaborators as arguments; knows no concrete stage.
"""

STEPS = ("collect", "summarise", "compile", "deliver")
"""The names of the steps on the command line, in their order. Rechecking pages belongs to "collect"."""
