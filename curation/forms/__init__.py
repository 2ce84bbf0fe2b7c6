"""Forms of the curators' door: they check shape; what values mean, the services check."""
