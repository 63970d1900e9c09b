"""What is known between two runs: schema, migrations, and the one implementation of `interfaces.Store` in SQL."""
