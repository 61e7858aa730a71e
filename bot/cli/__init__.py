"""The command line: one module a command. Nothing here imports Slack code at the top."""
