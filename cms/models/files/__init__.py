"""Files: where they lie, pictures, documents and media, and what is still on its way."""
