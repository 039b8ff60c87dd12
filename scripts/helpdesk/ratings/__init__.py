"""What readers say about articles: counted totals and who found them useful."""

from helpdesk.ratings.data import Rating, Ratings, RatingsError, load_ratings

__all__ = ["Rating", "Ratings", "RatingsError", "load_ratings"]
