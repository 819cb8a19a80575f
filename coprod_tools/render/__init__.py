"""Plans as pages, pictures and files that people read; nothing in them runs or fetches anything."""
