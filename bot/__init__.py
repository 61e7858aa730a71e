"""Stack Guide: cited answers to questions about backend technology."""

__version__ = "0.1.0"
