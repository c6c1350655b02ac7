"""Measurements of the program, each run as a module."""
