// Names the package for the flags of CMail; nothing of it is imported by Swift.
