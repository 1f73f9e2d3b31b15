//! A connection that somebody else goes on to use: takes what is owed to it, and pays even
//! where the run is dropped half way. It must not know what is owed.

use std::future::Future as _;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Waker};

use sqlx::Connection as _;
use sqlx::postgres::PgConnection;

use crate::script::Message;

pub(super) struct Borrowed<'c> {
    connection: &'c mut PgConnection,
    /// What gives the session back as it was.
    owed: Option<Arc<Message>>,
}

impl<'c> Borrowed<'c> {
    pub(super) fn new(connection: &'c mut PgConnection) -> Self {
        let owed = None;
        Borrowed { connection, owed }
    }

    pub(super) fn connection(&mut self) -> &mut PgConnection {
        self.connection
    }

    pub(super) fn owe(&mut self, message: Message) {
        self.owed = Some(Arc::new(message));
    }

    pub(super) fn owed(&self) -> Option<Arc<Message>> {
        self.owed.clone()
    }

    /// It was paid.
    pub(super) fn settle(&mut self) {
        self.owed = None;
    }
}

impl Drop for Borrowed<'_> {
    /// Nothing can be waited for here. What sqlx is told to begin a transaction with, it
    /// puts behind what the server is doing, and sends it, before it waits.
    fn drop(&mut self) {
        let Some(message) = self.owed.take() else {
            return;
        };
        let beginning = pin!(self.connection.begin_with(message.text_of_all()));
        let _ = beginning.poll(&mut Context::from_waker(Waker::noop()));
    }
}
