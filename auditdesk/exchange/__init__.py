"""Bytes in, facts out: sealed files made and opened, cards and their words.

May not know: where anything is kept (desk), what follows from facts (merge). What exists here as an Opened
value
is verified: its maker is the only way to it.
"""
