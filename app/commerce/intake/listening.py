"""A file that was brought in goes on naming the partner it came from."""

from app.records.kit.holding import keep

keep("intake_files", "partner_id")
