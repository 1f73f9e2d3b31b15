//! Brings a small shop's database up to date, and back.

fn main() {}
