//! The compiler behind `migration!`.
