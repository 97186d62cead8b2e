"""The first rulebook of each pattern, put in by `app.cli migrate` where there is none yet."""

import json

import psycopg

from app.kernel.ids import new_id
from app.trade import sight
from app.trade.rulebooks.catalogue import matrix
from app.trade.rulebooks.patterns import PATTERNS, levels

_PUT = """
    INSERT INTO trade_rulebooks (id, pattern, version, ceilings, defaults, denied, allowed, note, made_by)
    VALUES (%s, %s, 1, %s, %s, '[]', %s, '', '') ON CONFLICT (pattern, version) DO NOTHING
"""


def load(url):
    """Put version 1 of every pattern into the database whose owner's address is `url`."""
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        connection.cursor().executemany(_PUT, [_row(pattern) for pattern in PATTERNS])


def _row(pattern):
    marks = matrix(pattern.direction, pattern.load_type, pattern.brokered, pattern.coastal)
    allowed = sorted(map(list, sight.hideable(levels(marks))))
    return new_id(), pattern.name, json.dumps(marks), json.dumps(marks), json.dumps(allowed)
