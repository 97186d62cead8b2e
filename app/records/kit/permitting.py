"""What one needs for the screens of a record."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Permissions:
    """Dotted names of what one needs; what has none is not offered (documents have no `edit`, but `work`).

    Without a `delete` of its own, deleting is part of `edit`, and commenting without a `comment` part of `view`: then a
    light licence comments too, which it may on activities alone.
    """

    view: str
    edit: str = ""
    take_in: str = ""
    take_out: str = ""
    work: str = ""
    delete: str = ""
    comment: str = ""

    def __post_init__(self):
        """Give `delete` and `comment` their defaults."""
        object.__setattr__(self, "comment", self.comment or self.view)
        object.__setattr__(self, "delete", self.delete or self.edit)

    @property
    def working(self):
        """What it takes to begin one, and to put files on it."""
        return self.work or self.edit
