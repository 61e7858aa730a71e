"""From text to a question: mentions, links, roles, needs, intent and thread context."""
