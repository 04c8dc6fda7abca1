"""Launches PostgreSQL, Valkey and every process of TelePro in order; stops them in reverse."""
