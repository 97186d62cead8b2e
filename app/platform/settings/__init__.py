"""A tenant's settings: declared once with a default, stored only when changed, every change in the audit trail."""

from app.platform.settings.choosing import SETTINGS, choose, setting, value_of

__all__ = ["SETTINGS", "choose", "setting", "value_of"]
