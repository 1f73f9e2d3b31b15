//! No input stops the compiler.
