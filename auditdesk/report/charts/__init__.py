"""Pictures of figures: one reportlab `Drawing` each, for paper now and for the screen later (look.md 10).

Of Rect, Line, Circle, String, PolyLine, Polygon and Group only, so that anybody can walk them. May not
know: how anything was counted, blocks, pages.
"""
