"""What there is to count in a round, one subject a file. May not know: shares, phrases, editions."""
