"""The auditor's cases."""
