"""Document → PDF by reportlab: `write.pdf` is the way in. May not know: figures, views, files but fonts."""
