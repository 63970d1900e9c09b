"""One run, step by step: collect, summarise, seal, deliver. Holds the order of the steps and no domain knowledge."""
