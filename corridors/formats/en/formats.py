"""Times are UTC everywhere in this program, and say so; days stand before months, as on its own pages."""

DATE_FORMAT = "j M Y"
DATETIME_FORMAT = r"j M Y H:i \U\T\C"
SHORT_DATE_FORMAT = DATE_FORMAT
SHORT_DATETIME_FORMAT = DATETIME_FORMAT
