"""Services every business package uses: audit, jobs, mail, notifications, storage, settings. No business noun."""
