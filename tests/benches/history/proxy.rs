//! Counts round trips: a proxy between a client and a server that notes each time the
//! client speaks after the server did.

use std::io::{Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

/// A proxy with a socket of its own.
pub struct Proxy {
    /// The folder of its socket, as `host` in a URL.
    pub folder: PathBuf,
    trips: Arc<AtomicUsize>,
}

impl Proxy {
    /// Listens, and passes everything on to the server whose socket is in this folder.
    pub fn start(server: &Path) -> Self {
        let folder = std::env::temp_dir().join(format!("migrate-proxy-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir(&folder).expect("a folder for the socket");
        let listener = UnixListener::bind(folder.join(SOCKET)).expect("a socket");
        let server = server.join(SOCKET);
        let trips = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&trips);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let server = UnixStream::connect(&server).expect("the server");
                relay(client, server, &counter);
            }
        });
        Self { folder, trips }
    }

    pub fn trips(&self) -> usize {
        self.trips.load(Ordering::SeqCst)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// The name of a server's socket at the usual port.
const SOCKET: &str = ".s.PGSQL.5432";

fn relay(client: UnixStream, server: UnixStream, trips: &Arc<AtomicUsize>) {
    let spoke = Arc::new(AtomicBool::new(false));
    let (from_client, to_client) = (client.try_clone().expect("a handle"), client);
    let (from_server, to_server) = (server.try_clone().expect("a handle"), server);
    let (trips, client_spoke) = (Arc::clone(trips), Arc::clone(&spoke));
    thread::spawn(move || {
        copy(from_client, to_server, || {
            if !client_spoke.swap(true, Ordering::SeqCst) {
                trips.fetch_add(1, Ordering::SeqCst);
            }
        });
    });
    thread::spawn(move || {
        copy(from_server, to_client, || {
            spoke.store(false, Ordering::SeqCst);
        });
    });
}

fn copy(mut from: UnixStream, mut to: UnixStream, mut seen: impl FnMut()) {
    let mut buffer = vec![0; 65536];
    while let Ok(read) = from.read(&mut buffer) {
        if read == 0 {
            break;
        }
        seen();
        if to.write_all(&buffer[..read]).is_err() {
            break;
        }
    }
}
