"""Where a lead stands by all that was told of it, and how its calling goes on or ends."""
