"""What is kept between two runs, in one SQLite file. See README.md."""
