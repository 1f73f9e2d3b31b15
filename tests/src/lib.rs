//! What the tests of this package share: real databases, dumps of their schemas
//! and a probe for the locks of a statement. It must not know any migration.

pub mod dump;
pub mod postgres;
pub mod probe;
pub mod sqlite;
