"""キャンペーンフォロー状況: how far we are with a lead about a campaign, and what the campaign brought (§3.2, §3.3)."""
