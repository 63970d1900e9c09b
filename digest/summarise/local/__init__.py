"""Models that write, on this machine: where their files are, how text becomes batches, and the network that runs them."""
