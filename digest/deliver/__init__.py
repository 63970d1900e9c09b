"""Stage 5: delivers the bytes of a sealed edition to files, mail servers and other channels. Renders nothing."""
