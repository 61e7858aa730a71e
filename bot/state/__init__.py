"""What a workspace remembers: claims on messages, threads, votes, settings. One store."""
