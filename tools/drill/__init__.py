"""Drills: the bot as it runs in earnest, while what it relies on fails. See docs/reliability.md."""
