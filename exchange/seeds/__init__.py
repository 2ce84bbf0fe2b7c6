"""The seeds: cited facts as YAML files, checked as a whole, then recorded as claims."""
