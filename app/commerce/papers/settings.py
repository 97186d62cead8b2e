"""What a tenant decides about papers."""

from app.platform.settings import setting

KEPT_HOURS = setting("commerce.papers_kept_hours", "Hours for which printed papers can be opened again", 24)
