//! Applies and reverts the migrations that `migration!` compiled.

pub mod migration;
