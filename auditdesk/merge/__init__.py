"""Facts in, one view out, pure: the order in which facts arrived, and how often, cannot matter.

May not know: desks, files, ciphers, and what a report makes of the view.
"""
