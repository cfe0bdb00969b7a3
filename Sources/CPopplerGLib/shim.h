// Names the package for the flags of CPDF; nothing of it is imported by Swift.
