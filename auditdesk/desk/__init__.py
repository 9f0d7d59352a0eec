"""One person's desk: a folder with a vault of keys, an encrypted store and a lock.

May not know: how a sealed file is made or read (exchange), what follows from facts (merge).
"""
