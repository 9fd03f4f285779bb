"""Publish what Thai public agencies disclose for the ITA, and check it first."""

__version__ = "2026.11.0"
