"""What happens: reading data packages, confronting them, keeping the log, and the ways to start it."""
