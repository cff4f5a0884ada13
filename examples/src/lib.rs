//! Programs a person would start from; each stands in a file of its own beside this folder.
