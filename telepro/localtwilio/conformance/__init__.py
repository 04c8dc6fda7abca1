"""How much of Twilio the local one is: tables of what is done, not needed, or missing, and nothing else.

Each module is one table of names; `verdicts` says what may stand beside a name. The command
`telepro twilio conformance` prints them, and a test looks for every test that they name.
"""
