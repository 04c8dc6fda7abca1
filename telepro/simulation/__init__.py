"""A whole campaign on a virtual clock, through the services, rules, inbox and database of every day.

Only the carrier, the people and time are simulated. Nothing here sleeps, opens a socket to the
carrier or asks a real clock, so that one seed gives one history, on any machine.
"""
