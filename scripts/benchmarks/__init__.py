"""Measures each workload of TelePro beside its bare limit, in the same run, by turns.

Only the ratio of the two means anything from one machine to another.
"""
