"""Holds every screen of TelePro against what it must be for people: readable, reachable, light and quick.

`screens` says which screens there are, `looks` in which combinations each is seen, `gates` what is
asked of them. A running house is walked through, and `page` tells what was found.
"""
