"""Simulated teleprospectors: they work through the same pages and routes as a person does.

`python -m telepro.callers --base-url URL --count N`. They know nothing of the database: what they
may do they read from the desk's page, what happens from its state, and what the person at the
other end says from the local Twilio. Without a local Twilio they refuse to work, so that no real
phone can ring. Start reading with `day` (one working day), then `moves` and `results`.
"""
