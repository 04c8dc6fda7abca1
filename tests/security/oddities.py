"""What a browser never sends and somebody else does: ids, values, bodies and headers."""

IDS = (
    "0", "-1", "2147483648", "9223372036854775808", "9" * 40, "not-a-uuid", "1 OR 1=1", "'; --",
    "%2e%2e%2f", "%252e%252e", "x;jsessionid=1", "%20", "x" * 5_000, "%ff%fe", "null", "[]", "💥",
    "\u202e", "%00", "%0d%0aSet-Cookie:%20a=b", "{{7*7}}", "*", "%25",
)  # fmt: skip
VALUES = (
    "0", "-1", "1e9", "9223372036854775808", "-9223372036854775809", "9" * 400, " ", "null", "true",
    "[]", "{}", "%", "_", "a%b_c\\", "nan", "inf~x", "-1e400~x", "1e18~x", "2026-02-30", "9999-12-31",
    "0001-01-01", "24:00", "2026-11-24T25:00", "2026-11-24T10:00+14:00", "2016-12-31T23:59:60Z",
    "Mars/Olympus", "../../etc/passwd", "'; drop table people; --", "=1+1", "\ud7ff\uffff", "😀" * 300,
    "\u202eabc", "a\r\nSet-Cookie: a=b", "x" * 10_000, "٣٤", "½", "²", "1_000", "0x10", "+33", "FRA",
)  # fmt: skip
# Pages that read something of their address beside ids.
ASKING = {
    "GET /admin/people": ("search",),
    "GET /admin/journal": ("before", "who", "kind", "first", "last"),
    "GET /admin/do-not-call": ("before",),
    "GET /company/meetings": ("before",),
    "GET /company/validation": ("done", "at"),
    "GET /campaigns/<campaign_id>/leads": ("stage", "outcome", "search", "after", "worked"),
    "GET /campaigns/<campaign_id>/calls/<kpi>/<any(above, below):side>": ("before",),
    "GET /campaigns/<campaign_id>/team": ("search",),
    "GET /missions/<mission_id>/plan": ("version",),
    "GET /missions/<mission_id>/plan/compare": ("before", "after"),
    "GET /missions/<mission_id>/plan/steps/<name>": ("count",),
    "GET /missions/<mission_id>/campaign": ("files",),
    "GET /imports/new": ("campaign", "company", "country", "corrects"),
    "GET /desk/state": ("with", "card", "next", "day"),
    "GET /desk/day": ("on",),
    "GET /desk/results": ("month",),
    "GET /desk/training": ("campaign", "first"),
    "GET /sign-in": ("next", "lang"),
}
BODIES: dict[str, bytes] = {
    "nothing": b"",
    "a list": b"[]",
    "null": b"null",
    "a number": b"1",
    "a text": b'"x"',
    "half an object": b'{"a": ',
    "no JSON": b"client_key=1",
    "not a number": b'{"client_key": NaN, "at": Infinity}',
    "a key twice": b'{"client_key": "a", "client_key": {"b": 1}}',
    "a deep list": b"[" * 100_000,
    "a deep object": b'{"meeting":' * 5_000 + b"1" + b"}" * 5_000,
    "a number of 5,000 figures": b'{"client_key": ' + b"9" * 5_000 + b"}",
    "invalid UTF-8": b'{"client_key": "\xff\xfe"}',
    "UTF-16": '{"client_key": "a"}'.encode("utf-16"),
    "a lone surrogate": b'{"client_key": "\\ud800", "reason": "\\udfff", "name": "\\ud800"}',
    "objects for texts": b'{"client_key": {}, "kind": [], "state": {}, "disposition": [1]}',
    "numbers for texts": b'{"client_key": 1, "kind": 2, "state": 3, "disposition": 1e400}',
    "truth for texts": b'{"client_key": true, "kind": false, "state": true, "disposition": true}',
    "texts for objects": b'{"client_key": "k", "disposition": "meeting", "meeting": "x", "answers": "y"}',
    "lists for objects": b'{"client_key": "k", "disposition": "meeting", "meeting": [], "answers": []}',
    "a time that is none": b'{"client_key": "k", "disposition": "callback", "callback_at": "2026-13-45"}',
    "a time out of range": b'{"client_key": "k", "disposition": "callback", "callback_at": "0001-01-01T00:00+14:00"}',
    "a zone that is a path": b'{"client_key": "k", "disposition": "callback", "zone": "../../etc/passwd"}',
    "a hidden time": b'{"client_key": "k", "disposition": "callback", "callback_at": "2027-03-28T02:30", "zone": "Europe/Paris"}',
    "a thousand answers": b'{"client_key": "k", "disposition": "no_answer", "answers": {'
    + b",".join(b'"a%d": "x"' % n for n in range(1_000))
    + b"}}",
    "foreign keys": b'{"client_key": "k", "disposition": "no_answer", "id": 1, "person_id": 1, "role": "administrator", "controller_id": 1, "price_cents": 1, "__proto__": {"a": 1}, "constructor": 1}',
}
KINDS = (
    "application/json", "application/json; charset=utf-7", "application/json; charset=nowhere",
    "application/x-www-form-urlencoded; charset=nowhere", "multipart/form-data", "text/xml",
    "multipart/form-data; boundary=", "multipart/form-data; boundary=" + "x" * 500, "", ";;;",
    "application/x-www-form-urlencoded", "\u00e9/\u00e9",
)  # fmt: skip
HEADERS: dict[str, dict[str, str]] = {
    "a header of 60 kB": {"X-Long": "x" * 60_000},
    "two hundred cookies": {"Cookie": "; ".join(f"c{n}=x" for n in range(200))},
    "a cookie of nothing": {"Cookie": "=;=;;==;\x7f=\x7f"},
    "a broken display": {
        "Cookie": "display-theme=<script>; display-size=9999; telepro_language=xx"
    },
    "no language": {"Accept-Language": ";q=;;,,*;q=9999"},
    "a long language": {"Accept-Language": ",".join(["x" * 20] * 500)},
    "no kind wanted": {"Accept": "nonsense;q=x,,/"},
    "a range": {"Range": "bytes=0-,-1,99999999999999999999-"},
    "conditions": {"If-Modified-Since": "yesterday", "If-None-Match": '"', "If-Range": "x"},
    "a length that is none": {"X-Content-Length": "-1"},
    "another method": {"X-HTTP-Method-Override": "DELETE"},
    "an expectation": {"Expect": "999-nothing"},
    "a host that is none": {"Host": "[::1"},
    "an empty host": {"Host": ""},
}
