"""The addresses by area, each row with who gets what there, each form beside its row."""
