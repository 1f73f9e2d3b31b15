//! Pools and options of any database. Takes one, gives what its URL leads to: a connection of
//! sqlx's `Any` keeps to itself which one it is. It must not know what the connection is for.

use std::future::ready;
use std::sync::Arc;

use sqlx::AnyPool;
use sqlx::any::AnyConnectOptions;

#[cfg(feature = "postgres")]
use super::postgres;
#[cfg(feature = "sqlite")]
use super::sqlite;
use super::{Connecting, ErrorKind, IntoTarget, Ours, failed};

fn dial<'c>(options: &AnyConnectOptions) -> Connecting<'c> {
    match options.database_url.scheme() {
        #[cfg(feature = "postgres")]
        "postgres" | "postgresql" => match options.try_into() {
            Ok(options) => Box::pin(postgres::dial(options)),
            Err(source) => refuse(failed(source)),
        },
        #[cfg(feature = "sqlite")]
        "sqlite" => match options.try_into() {
            Ok(options) => Box::pin(sqlite::dial(options)),
            Err(source) => refuse(failed(source)),
        },
        scheme => refuse(ErrorKind::Url {
            scheme: scheme.to_owned(),
        }),
    }
}

fn refuse<'c>(error: ErrorKind) -> Connecting<'c> {
    Box::pin(ready(Err(error)))
}

impl<'c> IntoTarget<'c> for &'c AnyPool {
    fn connect(self, _: Ours) -> Connecting<'c> {
        dial(&self.connect_options())
    }
}

impl<'c> IntoTarget<'c> for AnyPool {
    fn connect(self, _: Ours) -> Connecting<'c> {
        dial(&self.connect_options())
    }
}

impl<'c> IntoTarget<'c> for Arc<AnyPool> {
    fn connect(self, _: Ours) -> Connecting<'c> {
        dial(&self.connect_options())
    }
}

impl<'c> IntoTarget<'c> for &'c Arc<AnyPool> {
    fn connect(self, _: Ours) -> Connecting<'c> {
        dial(&self.connect_options())
    }
}

impl<'c> IntoTarget<'c> for AnyConnectOptions {
    fn connect(self, _: Ours) -> Connecting<'c> {
        dial(&self)
    }
}

impl<'c> IntoTarget<'c> for &'c AnyConnectOptions {
    fn connect(self, _: Ours) -> Connecting<'c> {
        dial(self)
    }
}
