"""What the pages of an intake show."""

from sqlalchemy import select

from app.commerce import permissions
from app.commerce.channels.model import Channel
from app.commerce.intake import queries
from app.commerce.intake.arriving import trouble_of
from app.commerce.intake.looking import first_of
from app.commerce.intake.opening import PROFILE
from app.commerce.intake.recognising import FORMATS
from app.commerce.intake.wording import (
    OUTCOMES,
    STANDINGS,
    STATES,
    format_label,
    is_personal,
    path_label,
    value_text,
)
from app.commerce.persons.masking import HIDDEN, masked
from app.kernel import context
from app.kernel.db import session
from app.kernel.i18n import translate

SHOWN_CHANGES = 20


def list_values(rows):
    """Values of a page of intakes."""
    files = queries.files_of([row.id for row in rows])
    names = names_of({one.channel_id for some in files.values() for one in some})
    return {
        "rows": rows,
        "files": files,
        "states": STATES,
        "channels": queries.shops(),
        "shops_in": {key: _shops_in(some, names) for key, some in files.items()},
    }


def _shops_in(files, names):
    return list(dict.fromkeys(names[one.channel_id] for one in files if one.channel_id))


def names_of(channel_ids):
    """`{id: name}` of shops, also of those out of use."""
    wanted = [one for one in channel_ids if one]
    return dict(session.execute(select(Channel.id, Channel.name).where(Channel.id.in_(wanted))).all())


def draft_values(intake):
    """Values of the page of a draft: each file with what is in it and what stands in its way."""
    files = queries.files_of([intake.id]).get(intake.id, [])
    by_id = {file.id: file for file in files}
    troubles = {file.id: trouble_of(file, by_id) for file in files}
    known = queries.mappings()
    return {
        "intake": intake,
        "files": files,
        "by_id": by_id,
        "troubles": {key: translate(said) if said else None for key, said in troubles.items()},
        "first": {key: _first(one) for key, one in first_of(intake).items()},
        "before": {file.id: queries.taken_before(file) for file in files if file.sha256},
        "formats": [(name, translate(form.label)) for name, form in FORMATS.items()]
        + [(f"{PROFILE}{name}", translate(one.label or name)) for name, one in known.items()],
        "channels": queries.shops(),
        "label": format_label,
        "new": sum(file.seen.get("new", 0) for file in files),
        "ready": any(said is None for said in troubles.values()),
    }


def _first(first):
    """The first orders of a file as rows; persons only for those who may see them."""
    sees = context.actor().may(permissions.PERSON_SEE)
    return {
        "trouble": first.trouble,
        "refused": first.refused,
        "orders": [
            {
                "number": order.number,
                "ordered_at": order.ordered_at,
                "buyer": (order.buyer if sees else masked(order.buyer)).name,
                "goods": order.lines[0].name if order.lines else "",
                "lines": len(order.lines),
                "total": order.money.total,
                "shop": shop.name,
                "standing": translate(STANDINGS[order.standing]),
                "plain": order.standing == "open",
            }
            for order, shop in first.orders
        ],
    }


def result_values(intake):
    """Values of the page of an intake that runs or is over."""
    files = queries.files_of([intake.id]).get(intake.id, [])
    found = queries.changes_of(intake).order_by("number", "id").limit(SHOWN_CHANGES + 1)
    changes = list(session.scalars(found))
    return {
        "intake": intake,
        "files": files,
        "label": format_label,
        "shop_names": names_of({file.channel_id for file in files}),
        "changes": changed_rows(changes[:SHOWN_CHANGES]),
        "more_changes": len(changes) > SHOWN_CHANGES,
    }


def changed_rows(changes):
    """IntakeChanges as rows: number, outcome, and `(what, before, after)` for each field."""
    sees = context.actor().may(permissions.PERSON_SEE)
    return [
        {
            "id": one.id,
            "order_id": one.order_id,
            "number": one.number,
            "outcome": OUTCOMES[one.outcome],
            "fields": [
                (path_label(path), *(_shown(path, value, sees) for value in pair))
                for path, pair in one.changes.items()
            ],
        }
        for one in changes
    ]


def _shown(path, value, sees):
    if not sees and is_personal(path):
        return HIDDEN * 4
    return value_text(value)
