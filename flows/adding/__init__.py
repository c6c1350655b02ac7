"""Starting a data package, and adding figures to it."""
