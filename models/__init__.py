"""Trained artefacts: data only."""
