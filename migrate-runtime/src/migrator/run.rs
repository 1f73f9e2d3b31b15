//! A verb that was called: takes the work, and does it when it is awaited. It must not know
//! what is done.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::future::BoxFuture;

use crate::error::Error;

/// What a verb gives: a future, and nothing is done before it is awaited.
///
/// Its type does not depend on what was handed over, so that a wrong target is one error of
/// the compiler, and a run is compiled once, with this crate.
#[must_use = "nothing is done before it is awaited"]
pub struct Run<'r, T>(BoxFuture<'r, Result<T, Error>>);

impl<'r, T> Run<'r, T> {
    pub(super) fn new(work: impl Future<Output = Result<T, Error>> + Send + 'r) -> Self {
        Run(Box::pin(work))
    }
}

impl<T> Future for Run<'_, T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(context)
    }
}
