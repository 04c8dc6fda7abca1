"""A Twilio of one's own on loopback: its REST API, TwiML and webhooks, with simulated people.

`engine` decides everything and does no I/O; `driver` and `server` carry it out over HTTP in real
time. Start with `engine`, then `lines` (one leg), `script` and `dial` (TwiML), `rooms`
(conferences), `people` (who answers), `detection` (what Twilio takes them for), `recorder` and
`score` (what is recorded of it all).

Beyond Twilio's own paths the server answers `/softphone/connect?token=JWT` (a browser's leg as
server-sent events), `POST /softphone/{call_sid}/hangup`, `/mute` and `/digits`, `/people/calls/{call_sid}`
(what the person on a call says) and `/inspector`.
"""
