"""Runs the command line."""

from telepro.cli.commands import main

if __name__ == "__main__":
    main()
