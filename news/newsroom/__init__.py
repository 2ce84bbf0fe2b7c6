"""The newsroom: demonstration articles written for showing the software, served as real feeds and pages on loopback."""
