"""``make pictures``: the pictures of the documentation, drawn from real answers as SVG.

They are drawn from the very payloads that the terminal and Slack get, so a test can hold them
to what the bot answers today.
"""
