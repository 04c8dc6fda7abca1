"""What the test run's own servers give each worker."""

import psycopg
import redis


def test_each_worker_has_a_database_of_its_own_and_is_no_superuser(blank_postgres_url: str) -> None:
    with psycopg.connect(blank_postgres_url) as connection:
        row = connection.execute(
            "select current_user, current_setting('is_superuser'), current_setting('TimeZone')"
        ).fetchone()
    assert row == ("telepro", "off", "UTC")


def test_the_database_folds_french_accents(blank_postgres_url: str) -> None:
    with psycopg.connect(blank_postgres_url) as connection:
        connection.execute("create extension unaccent")
        row = connection.execute("select upper('éà'), unaccent(lower('Émilie'))").fetchone()
        connection.rollback()
    assert row == ("ÉÀ", "emilie")


def test_valkey_keeps_everything_it_is_given(valkey_url: str) -> None:
    client = redis.Redis.from_url(valkey_url)
    assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
    assert client.config_get("appendfsync") == {"appendfsync": "everysec"}
    client.close()
