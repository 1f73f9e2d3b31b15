//! PostgreSQL 13 to 18.

mod spelling;

pub(crate) use spelling::Postgres;
