//! The temporary servers that the other tests stand on: they start, keep tests
//! apart, and leave nothing behind.

use std::path::Path;

use migrate_tests::postgres::{Durability, Server, installed, postgres};

#[tokio::test]
async fn every_installed_version_starts() {
    for major in installed() {
        let database = Server::version(major).database("version").await;
        let query = "SELECT current_setting('server_version_num')::int / 10000";
        let answer: i32 = sqlx::query_scalar(query)
            .fetch_one(&mut database.connect().await)
            .await
            .expect("a version");
        assert_eq!(answer, i32::from(major));
    }
}

#[tokio::test]
async fn each_database_is_new() {
    for _ in 0..2 {
        postgres()
            .database("new")
            .await
            .execute("CREATE TABLE t (id int)")
            .await;
    }
}

#[test]
fn a_dropped_server_leaves_no_folder() {
    let server = Server::start(postgres().major(), Durability::On);
    let url = server.url("postgres");
    let (_, folder) = url.split_once("?host=").expect("a socket in the URL");
    assert!(Path::new(folder).exists());
    drop(server);
    assert!(!Path::new(folder).exists());
}
