"""The rule language of rules.yml: relations that users write, enforced as laws are."""
