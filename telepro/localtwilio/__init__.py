"""A Twilio of one's own on loopback: its REST API, TwiML and webhooks, with simulated people.

`engine` decides everything and does no I/O; `driver` and `server` carry it out over HTTP in real
time. Start with `engine`, then `lines` (one leg), `script` and `dial` (TwiML), `rooms`
(conferences), `people` (who answers).

Beyond Twilio's own paths the server answers `/softphone/connect?token=JWT` (a browser's leg as
server-sent events), `POST /softphone/{call_sid}/hangup` and `/mute`, `/people/calls/{call_sid}`
(what the person on a call says), `/faults` (GET what may go wrong, POST
`{"fault": "outage", "seconds": 20}` or `{"fault": "create_429", "next": 3}`, DELETE to let all go
right) and `/inspector` (its package says more; `/inspector/calls/{call_sid}.json` for programs).
"""
