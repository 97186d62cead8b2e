"""Slips that were chosen on another page."""

from app.kernel.ids import id_of


def chosen_slips(arguments):
    """Ids of the ticked slips (`ids`), each once, in their order."""
    return list(dict.fromkeys(one for one in map(id_of, arguments.getlist("ids")) if one))
