"""Running the rules over pages: which pages, in which order, what comments excuse, what is mended."""
