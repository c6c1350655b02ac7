"""What happens: reading data packages, confronting them, keeping the log, ways to start it."""
