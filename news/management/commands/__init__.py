"""Management commands of the room `news`."""
