"""Labels that a tenant wrote itself, in both languages."""

from app.kernel.i18n import language, translate


class OwnLabel:
    """Says its text in the reader's language; the other language, or the `usual` label, where one is missing."""

    def __init__(self, texts, usual=""):
        """`texts`: `{"ja": …, "en": …}`, either may be empty."""
        self.texts, self.usual = texts, usual

    def __str__(self):
        """The text for the present reader."""
        own = self.texts.get(language())
        return own or translate(self.usual) or self.texts.get("ja") or self.texts.get("en") or ""

    def __eq__(self, other):
        """Two labels are equal when they say the same."""
        return isinstance(other, OwnLabel) and (self.texts, str(self.usual)) == (
            other.texts,
            str(other.usual),
        )

    def __hash__(self):
        """As `==` compares."""
        return hash(tuple(sorted(self.texts.items())))

    def __mod__(self, values):
        """Like any text."""
        return str(self) % values
