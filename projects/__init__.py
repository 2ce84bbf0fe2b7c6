"""What is known, who said so, what is proposed: the domain. Knows nothing of feeds, doors or file formats."""
