//! Routes over small histories: what is run, and what is refused.
