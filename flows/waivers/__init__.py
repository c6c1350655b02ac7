"""waivers.yml: reading it, writing it, and what it changes."""
