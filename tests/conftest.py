"""What every test of TelePro may use: the run's PostgreSQL and Valkey (see `tests/servers.py`)."""

pytest_plugins = ["tests.servers"]
