"""Words of the converter."""

from app.commerce.alerts.kinds import KINDS
from app.kernel.i18n import _l, translate
from app.masters.addresses.checking import FINDINGS
from app.platform.audit.sentences import SENTENCES

SENTENCES.update(
    {
        "converter.dropped": "Dropped order files into the converter",
        "converter.mended": "Put a label of the converter right",
        "converter.taken_out": "Left a parcel out of the converter",
        "converter.made": "Made label files in the converter",
        "converter.handed_over": "Took a label file out of the converter",
        "converter.purged": "Purged the converter",
    }
)
_REMARKS = {
    "island": _l("An island: higher fees, more days"),
    "far": _l("Two or more days on the way"),
}


def remark(code):
    """What a remark says."""
    if code in FINDINGS:
        return translate(FINDINGS[code])
    return translate(_REMARKS.get(code) or KINDS[code].label)
