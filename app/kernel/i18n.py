"""The one door to translation: English msgids in the code, Japanese in `app/*/translations/ja.po`."""

from flask_babel import force_locale, get_locale, gettext, lazy_gettext, ngettext, pgettext
from flask_babel import lazy_pgettext as lazy_pgettext  # noqa: PLC0414 -- re-export

_ = gettext
_l = lazy_gettext
_n = ngettext
_p = pgettext
_lp = lazy_pgettext
LANGUAGES = ("ja", "en")


def translate(message, **values):
    """`message` (msgid or lazy string) in the reader's language; the msgid itself outside an application.

    Nothing stays nothing: catalogues keep facts about themselves under the empty message.
    """
    if not str(message):
        return ""
    try:
        return gettext(str(message), **values)
    except RuntimeError:  # no application: a pure unit test, or the interpreter
        return str(message) % values if values else str(message)


def language():
    """`'ja'` or `'en'`: the language of the present reader (Japanese when nobody is known)."""
    try:
        locale = get_locale()
    except RuntimeError:
        return "ja"
    return locale.language if locale else "ja"


def in_language(wanted, message):
    """`message` in one of the LANGUAGES, whoever reads."""
    with force_locale(wanted):
        return translate(message)
