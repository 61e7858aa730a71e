"""What is known: records, strict loading, checks, the SQLite file and reading it back."""
