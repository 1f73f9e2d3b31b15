//! The compiler behind `migration!`. Users depend on `migrate-runtime`, which
//! re-exports the macro; this crate has no interface of its own.
//!
//! The modules stand in the order in which a migration passes through them, and each
//! imports only from those before it.

// Stages are written one after the other; what the last one reads is in use.
#![allow(dead_code, unused_imports)]

mod declaration;
mod diagnostic;
mod dialect;
mod expressions;
mod nearest;
mod origin;
mod report;
mod rules;
mod schema;
mod statements;
mod syntax;
mod target;

use proc_macro::TokenStream;

/// Expands to the parent's callback, which hands over its schema.
#[proc_macro]
pub fn expand(_input: TokenStream) -> TokenStream {
    TokenStream::new()
}

/// Compiles a declaration against its parent's schema.
#[proc_macro]
pub fn compile(_input: TokenStream) -> TokenStream {
    TokenStream::new()
}
