"""Codes of the trail as sentences. Packages register theirs; a code without a sentence is shown as it is."""

from app.kernel.i18n import translate

SENTENCES: dict[str, str] = {}


def say_verbs(**sentences):
    """Register sentences: `say_verbs(rfq_sent="Sent the request for quotation")` for the code `rfq.sent`."""
    SENTENCES.update({code.replace("_", ".", 1): sentence for code, sentence in sentences.items()})


def sentence(code):
    """The translated sentence of a code."""
    return translate(SENTENCES[code]) if code in SENTENCES else code


SENTENCES.update(
    {
        "user.invited": "Invited a colleague",
        "user.came_in": "Came in by invitation",
        "user.changed": "Changed a colleague",
        "user.disabled": "Switched a colleague off",
        "user.enabled": "Let a colleague in again",
        "password.changed": "Changed the password",
        "audit.opened": "Looked at the whole audit trail",
        "setting.changed": "Changed a setting",
        "tenant.founded": "Founded the company's space",
        "inquiry.sent": "Sent an inquiry",
        "role.changed": "Changed a role",
        "organisation.changed": "Changed a department",
        "organisation.added": "Added a department",
        "organisation.closed": "Closed a department",
        "scopes.refreshed": "Brought the departments that people answer for up to date",
        "organisation.reopened": "Reopened a department",
        "role.added": "Added a role",
        "roles.renewed": "Roles got what is new in this release",
        "company.changed": "Changed the company's facts",
        "api_token.issued": "Made an API token",
        "api_token.revoked": "Ended an API token",
        "webhook.added": "Added a webhook",
        "webhook.changed": "Changed a webhook",
        "webhook.removed": "Removed a webhook",
        "webhook.disabled": "Stopped a webhook after failures",
        "webhook.secret_renewed": "Gave a webhook a new secret",
    }
)
