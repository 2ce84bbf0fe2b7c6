"""GDELT's 15-minute files, read without a database: their list, their zip, their records, and which are wanted."""
