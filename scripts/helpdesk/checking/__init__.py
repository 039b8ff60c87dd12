"""Running the rules over pages: which ones, in which order, what is excused, what is mended."""
