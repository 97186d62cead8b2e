"""What is given and typed around files of a record."""

from flask_wtf.file import FileField, MultipleFileField
from wtforms import StringField
from wtforms.validators import Length

from app.kernel.i18n import _l
from app.web.forms import Form


class FilesForm(Form):
    """One or several files, by dropping, pasting, choosing, or the camera."""

    files = MultipleFileField(_l("Files"))

    @property
    def given(self):
        """`[(stream, name)]` of what was given."""
        return [(one.stream, one.filename) for one in self.files.data or () if one and one.filename]


class VersionForm(Form):
    """A newer content, and what is new about it."""

    file = FileField(_l("Newer version"))
    comment = StringField(_l("What changed"), [Length(max=400)])


class NameForm(Form):
    """Another name."""

    name = StringField(_l("File name"), [Length(max=200)])
