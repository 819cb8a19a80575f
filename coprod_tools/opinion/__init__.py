"""How far people agree: a coefficient for incomplete data, opinion groups, and consensus that no majority can drown."""
