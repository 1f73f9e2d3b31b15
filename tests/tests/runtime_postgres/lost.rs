//! A network that takes the server's answers away: the run ends, and the next one goes on.

use std::io::{Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use migrate_runtime::{Down, ErrorKind, Migrator, apply};
use migrate_tests::postgres::{Database, postgres};
use sqlx::postgres::PgPoolOptions;

use crate::history::{migration, steps};
use crate::shop::{CUSTOMERS, LEDGER, plan, text};

/// Stands between a client and the server, and can lose what the server says on the
/// connections that there are.
struct Wire {
    folder: PathBuf,
    cut: Arc<AtomicBool>,
}

impl Wire {
    fn to(database: &Database) -> Wire {
        let (_, server) = database
            .url
            .split_once("?host=")
            .expect("a socket's folder");
        let server = PathBuf::from(server).join(".s.PGSQL.5432");
        let name = format!("migrate-wire-{}-{}", std::process::id(), database.name);
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).expect("a folder for the socket");
        let socket = folder.join(".s.PGSQL.5432");
        let _ = std::fs::remove_file(&socket);
        let listener = UnixListener::bind(&socket).expect("a socket");
        let cut = Arc::new(AtomicBool::new(false));
        let cutting = Arc::clone(&cut);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let server = UnixStream::connect(&server).expect("the server");
                // Only those that are there when the wire is cut lose their answers.
                let late = cutting.load(Ordering::SeqCst);
                let cut = Arc::clone(&cutting);
                let (from, to) = (client.try_clone().unwrap(), server.try_clone().unwrap());
                thread::spawn(move || carry(from, to, || false));
                thread::spawn(move || {
                    carry(server, client, || !late && cut.load(Ordering::SeqCst));
                });
            }
        });
        Wire { folder, cut }
    }

    fn url(&self, database: &Database) -> String {
        let (front, _) = database
            .url
            .split_once("?host=")
            .expect("a socket's folder");
        format!("{front}?host={}", self.folder.display())
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn carry(mut from: UnixStream, mut to: UnixStream, lost: impl Fn() -> bool) {
    let mut buffer = [0; 8192];
    while let Ok(read) = from.read(&mut buffer) {
        if read == 0 {
            break;
        }
        if !lost() && to.write_all(&buffer[..read]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(std::net::Shutdown::Both);
    let _ = from.shutdown(std::net::Shutdown::Both);
}

migration!(
    SLOW,
    "slow",
    [&CUSTOMERS],
    plan(
        steps!["CREATE TABLE slow (id int)", "SELECT pg_sleep(0.6)"],
        Down::Irreversible("a test")
    )
);

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_is_lost_on_the_way_ends_the_run() {
    let database = postgres().database("wire").await;
    apply(&database.url, &*CUSTOMERS).await.unwrap();
    let wire = Wire::to(&database);
    let cut = Arc::clone(&wire.cut);
    let migrator = Migrator::new(&*SLOW)
        .lock_timeout(Duration::from_millis(200))
        .observer(move |event| {
            if let migrate_runtime::Event::StepStarted { .. } = event {
                let cut = Arc::clone(&cut);
                thread::spawn(move || {
                    thread::sleep(Duration::from_millis(300));
                    cut.store(true, Ordering::SeqCst);
                });
            }
        });
    let began = Instant::now();
    let error = migrator.up(wire.url(&database)).await.unwrap_err();
    assert!(
        began.elapsed() < Duration::from_mins(1),
        "{:?}",
        began.elapsed()
    );
    assert!(matches!(error.kind(), ErrorKind::Step(_)), "{error}");
    assert!(error.to_string().contains("its answer was lost"), "{error}");
    assert!(
        error
            .to_string()
            .contains("whether the last transaction was committed"),
        "{error}"
    );
    // The server had done all of it; its session went with the connection.
    assert!(apply(&database.url, &*SLOW).await.unwrap().is_empty());
    let done = "customers applied 2/2, slow applied 2/2";
    assert_eq!(text(&database, LEDGER).await, done);
}

#[tokio::test]
async fn an_answer_that_is_lost_before_anything_is_begun_ends_the_run_too() {
    let database = postgres().database("silent").await;
    let wire = Wire::to(&database);
    let pool = PgPoolOptions::new()
        .test_before_acquire(false)
        .connect(&wire.url(&database))
        .await
        .unwrap();
    wire.cut.store(true, Ordering::SeqCst);
    let began = Instant::now();
    let error = apply(&pool, &*CUSTOMERS).await.unwrap_err();
    assert!(
        began.elapsed() < Duration::from_mins(3),
        "{:?}",
        began.elapsed()
    );
    assert!(matches!(error.kind(), ErrorKind::Ledger { .. }), "{error}");
    assert!(
        error.to_string().contains("no answer came in time"),
        "{error}"
    );
    // The pool has not kept it.
    apply(&pool, &*CUSTOMERS).await.unwrap();
}

migration!(
    ASKS,
    "asks",
    [&CUSTOMERS],
    plan(
        steps![
            "CREATE TABLE asked AS SELECT name, source FROM pg_settings WHERE source = 'session' \
             AND name IN ('tcp_keepalives_idle', 'tcp_user_timeout', 'client_connection_check_interval')"
        ],
        Down::Irreversible("a test")
    )
);

#[tokio::test]
async fn the_server_is_told_to_look_whether_the_client_lives() {
    let database = postgres().database("alive").await;
    apply(&database.url, &*ASKS).await.unwrap();
    let asked = "SELECT string_agg(name, ' ' ORDER BY name) FROM public.asked";
    assert_eq!(
        text(&database, asked).await,
        "client_connection_check_interval tcp_keepalives_idle tcp_user_timeout"
    );
}
