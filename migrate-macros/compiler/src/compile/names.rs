//! Names in what the runtime is handed: as the database has them, whatever they are. In what
//! people read they can be pasted.

use super::testing::{child, root};

#[test]
fn the_runtime_gets_names_as_they_are() {
    let table = "create table \"order items\" { id: bigint identity primary key, n: int }";
    let past = root(&format!("static ITEMS on postgres; {table}")).past;
    let check = "add constraint \"n > 0\" check (n > 0) not valid";
    let text = format!("static CHECKED after ITEMS; alter table \"order items\" {check};");
    let output = child(&past, &text).output;
    // Texts stand behind their lengths.
    let constraint = ".17.order items.n > 0";
    let locked = ".11.order items";
    assert!(output.contains(constraint), "{output}");
    assert!(output.contains(locked), "{output}");
}
