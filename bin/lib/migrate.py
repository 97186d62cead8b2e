"""bin/migrate: the newest schema, on the database that bin/start would use."""

import argparse

from lib.console import say
from lib.environment import embedded_servers, environment
from lib.lease import Lease
from lib.packages import install
from lib.places import DataFolder
from lib.schema import migrate


def main(arguments: list[str]) -> int:
    """Migrate; says so when there was nothing to do."""
    parser = argparse.ArgumentParser(
        prog="bin/migrate", description="Bring the database to the newest schema."
    )
    parser.add_argument("--data", default="var", metavar="DIR", help="data folder (var)")
    data = DataFolder.at(parser.parse_args(arguments).data)
    install()
    with Lease(data, embedded_servers()) as lease:
        done = migrate(lease, environment(lease))
    say("The database is at the newest schema." if done else "The database was at the newest schema already.")
    return 0
