"""The commands of parkfigures, one module each; what takes time to import is imported by use."""
