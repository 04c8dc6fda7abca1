"""Bugs planted on purpose into a simulated house, to learn whether its judges would see them."""
