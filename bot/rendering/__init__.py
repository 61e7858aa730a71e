"""From an answer to what a person or program reads; one module a format."""
