"""What a prospect file says, row by row: which column means what, what is wrong with a cell, what mends it."""
