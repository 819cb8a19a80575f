"""Whom the journey is about, and what for."""

WHO = "Ann Other"
AGENCY, USERS, MARAE, NEIGHBOURS = (
    "Your agency",
    "People who use the service",
    "Marae committee",
    "Neighbours who visit",
)
OUTCOME = "We are warm in winter"
