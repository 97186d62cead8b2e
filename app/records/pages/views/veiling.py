"""Links to records that not everybody may know of: the trail keeps their ids, and each reader sees what they may."""

from dataclasses import replace
from uuid import UUID

from app.records.activity.queries import CHANGE
from app.records.kit.queries import titles, veiled


def unveiled(kind, details):
    """The details of lines of the trail with the ids of such links as titles; where one may know of neither record
    the change is left out. No statement for record types without such links.
    Documents keep the ids of all their links.
    """
    fields = [of for of in kind.fields.values() if veiled(of.link) or (of.link and not kind.entered)]
    if not fields:
        return details
    changes, named = [dict(one.get("changes", {})) for one in details], {}
    for of in fields:
        ids = {UUID(text) for one in changes for text in one.get(of.name, ()) if text}
        named[of.name] = {str(one): title for one, title in titles(of.link, ids).items()}
    for one in changes:
        for name in named.keys() & one.keys():
            one[name] = [named[name].get(text, "") for text in one[name]]
            if not any(one[name]):
                del one[name]
    return [before | {"changes": one} for before, one in zip(details, changes, strict=True)]


def unveiled_facts(kind, happenings):
    """The same for a stretch of a time line."""
    told = iter(unveiled(kind, [one.facts["details"] for one in happenings if one.shape == CHANGE]))
    return [
        replace(one, facts=one.facts | {"details": next(told)}) if one.shape == CHANGE else one
        for one in happenings
    ]
