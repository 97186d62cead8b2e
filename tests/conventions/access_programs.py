"""The access table's part about programs: tokens, the addresses they open, and who is told what happens.

`signed_in` at `records.rest`: a valid token, whose scopes are then asked for each record type.
"""

PROGRAMS = {
    "access.api_docs.create_trial_token": "access.token.use",
    "access.api_docs.index": "access.token.use",
    "access.api_docs.show": "access.token.use",
    "access.api_tokens.all_of_them": "access.token.revoke",
    "access.api_tokens.create": "access.token.use",
    "access.api_tokens.destroy": "access.token.use",
    "access.api_tokens.index": "access.token.use",
    "platform.webhook_deliveries.create_pause": "platform.webhook.edit",
    "platform.webhook_deliveries.create_ping": "platform.webhook.edit",
    "platform.webhook_deliveries.create_repetition": "platform.webhook.edit",
    "platform.webhook_deliveries.create_secret": "platform.webhook.edit",
    "platform.webhook_deliveries.destroy_pause": "platform.webhook.edit",
    "platform.webhook_deliveries.show": "platform.webhook.edit",
    "platform.webhooks.create": "platform.webhook.edit",
    "platform.webhooks.destroy": "platform.webhook.edit",
    "platform.webhooks.index": "platform.webhook.edit",
    "platform.webhooks.new": "platform.webhook.edit",
    "platform.webhooks.show": "platform.webhook.edit",
    "platform.webhooks.update": "platform.webhook.edit",
    "records.rest.create": "signed_in",
    "records.rest.destroy": "signed_in",
    "records.rest.index": "signed_in",
    "records.rest.openapi": "signed_in",
    "records.rest.put_many": "signed_in",
    "records.rest.restore": "signed_in",
    "records.rest.show": "signed_in",
    "records.rest.show_record": "signed_in",
    "records.rest.update": "signed_in",
}
