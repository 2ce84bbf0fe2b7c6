"""How dates are written where nobody says otherwise, by language."""
