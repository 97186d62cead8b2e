"""Awards (選定): who gets which lines, why, and the letters that say so."""
