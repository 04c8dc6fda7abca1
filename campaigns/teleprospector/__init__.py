"""What concerns one teleprospector: hours, training, their own day and results."""
