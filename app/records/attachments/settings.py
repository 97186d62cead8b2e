"""How attachments are told: in the trail, and to those concerned when the virus check finds something."""

from app.platform.audit.sentences import say_verbs
from app.platform.notifications import kind

INFECTED = kind("attachment.infected", "The virus check found something in a file I brought")
say_verbs(
    attachment_added="Attached a file",
    attachment_version_added="Attached a newer version of a file",
    attachment_version_restored="Put an older version of a file in force again",
    attachment_renamed="Renamed a file",
    attachment_removed="Took a file off a record",
    attachment_restored="Took a file back from the bin",
    attachment_purged="Deleted a file for good after thirty days",
    file_infected="The virus check found something in a file",
    file_released="Released a file from quarantine",
)
