"""Mentioned funds: which marks name a fund, and what a fund's name says of itself."""
