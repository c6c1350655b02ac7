"""What all benchmarks share: running commands with limits, in turns, and writing tables."""
