"""Shows what goes on in the local Twilio, for a newcomer: pages to look at, and one call as JSON.

`facts` says what there is to see of a call, `call_pages`, `room_pages` and `debugger_pages` show it,
`explanations` and `meanings` say in a sentence what each line means. Nothing here changes anything.
"""
