"""`poe bench`: what this project's way costs and yields, beside other ways to do the same."""
