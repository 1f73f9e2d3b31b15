//! Reads what the driver streams, whatever the database: takes the results of a
//! message, gives its answer. It must not know what was asked.

use std::future::poll_fn;

use futures_core::stream::BoxStream;
use sqlx::{Database, Either};

use super::{Answer, Failure};

/// A statement's end, or a row.
type Item<DB> = Either<<DB as Database>::QueryResult, <DB as Database>::Row>;

/// Reads a stream of results to its end, or to the first error.
pub(super) async fn collect<DB: Database>(
    mut stream: BoxStream<'_, Result<Item<DB>, sqlx::Error>>,
    asked: Option<usize>,
    read: Read<DB>,
) -> Result<Answer, Failure> {
    let mut answer = Answer::default();
    while let Some(item) = poll_fn(|context| stream.as_mut().poll_next(context)).await {
        let completed = answer.affected.len();
        match item {
            Ok(Either::Left(result)) => answer.affected.push((read.affected)(&result)),
            Ok(Either::Right(row)) if asked == Some(completed) => {
                answer.rows.push((read.row)(&row));
            }
            Ok(Either::Right(_)) => {}
            Err(source) => {
                return Err(Failure {
                    completed,
                    ..Failure::from(source)
                });
            }
        }
    }
    Ok(answer)
}

/// How the results of one database are read.
pub(super) struct Read<DB: Database> {
    pub(super) affected: fn(&DB::QueryResult) -> u64,
    pub(super) row: fn(&DB::Row) -> Vec<Option<String>>,
}
