"""The command `python -m telepro.localtwilio`: a Twilio of one's own, on loopback."""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from telepro import clock
from telepro.localtwilio.options import DEFAULT_PORT, BadOptions, Flags, build_options
from telepro.localtwilio.server import run

ABOUT = (
    "Answers Twilio's REST API, runs TwiML and sends signed webhooks, with simulated people. "
    "Reads TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_NUMBERS, TWILIO_API_KEY, "
    "TWILIO_API_SECRET, TWILIO_APP_SID, TWILIO_VOICE_URL and TWILIO_NUMBER_URL from the environment."
)


def main(arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    """Run until stopped: exit code 0, or 2 with one sentence per mistake on standard error."""
    flags = _parser().parse_args(arguments)
    try:
        clock.set_shift(float(environ.get("TELEPRO_CLOCK_SHIFT") or 0))
        options = build_options(Flags(**vars(flags) | {"fault": tuple(flags.fault)}), environ)
        return run(options)
    except (BadOptions, ValueError) as bad:
        print(bad, file=sys.stderr)
    except OSError as trouble:
        print(f"Can't listen on port {flags.port} or write the ledger: {trouble}", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m telepro.localtwilio", description=ABOUT)
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help="0 lets the system choose")
    parser.add_argument("--seed", type=int, default=1, help="same seed, same people")
    parser.add_argument("--people", type=Path, help="YAML or JSON file of who answers how")
    parser.add_argument("--speed", type=float, default=1.0, help="divides ringing and talking")
    parser.add_argument("--cps", type=float, default=1.0, help="calls started per second")
    parser.add_argument("--ledger", type=Path, help="file to append one JSON line per event to")
    parser.add_argument("--fault", action="append", default=[], metavar="NAME=RATE")
    parser.add_argument("--voice-url", default="", help="where softphones get their TwiML")
    parser.add_argument("--number-url", default="", help="where calls to our numbers get theirs")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
