"""Tools for developers: scoring and measuring. Not part of the wheel."""
