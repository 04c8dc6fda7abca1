"""A Twilio of one's own on loopback: its REST API, TwiML and webhooks, with simulated people.

`engine` decides everything and does no I/O; `driver` and `server` carry it out over HTTP in real
time. Start with `engine`, then `lines` (one leg), `script` and `dial` (TwiML), `rooms` and
`invited_legs` (conferences), `people` and `town` (who answers), `detection` (what Twilio takes them
for), `recorder` and `score` (what is recorded of it all), `inbound` (who calls), `text_life` (messages).

Beyond Twilio's own paths the server answers `/softphone/connect?token=JWT` (a browser's leg as
server-sent events) and `/softphone/register?token=JWT` (calls that ring in a browser, likewise),
`POST /softphone/{call_sid}/accept`, `/reject`, `/hangup`, `/mute` and `/digits` (forms),
`/people/calls/{call_sid}` (what the person on a call says), `POST /people/call` and `/people/message`
(somebody calls one of our numbers, or writes to it), `/faults` (GET what may go wrong, POST
`{"fault": "outage", "seconds": 20}` or `{"fault": "create_429", "next": 3}`, DELETE to let all go
right) and `/inspector` (its package says more; `/inspector/calls/{call_sid}.json` for programs).
"""
