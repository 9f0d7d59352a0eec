"""Opening the desk: the passphrase, the recovery sheet, and the first run."""
