"""Phone numbers: which one a text means, where it rings, how it is shown, what calling it may cost."""
