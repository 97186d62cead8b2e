"""What stands on the picture by which a service is tried."""

SAMPLE = "株式会社帳場 2026"
