"""A command that works for a while with whatever databases it finds or brings."""

import argparse
import os
import time

import psycopg

from telepro.embedded.services import ensure
from tests.embedded.starter import READY

parser = argparse.ArgumentParser()
parser.add_argument("--data", required=True)
parser.add_argument("--for", dest="seconds", type=float, default=60.0)

if __name__ == "__main__":
    asked = parser.parse_args()
    with ensure(asked.data, os.environ) as found:
        print(READY, flush=True)
        time.sleep(asked.seconds)
        psycopg.connect(found["DATABASE_URL"]).close()
        print("still reachable at the end", flush=True)
