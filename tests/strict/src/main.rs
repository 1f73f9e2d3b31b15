//! A program with the migrations of its library.

fn main() {
    println!(
        "{} follows {}",
        strict::HEAD.name(),
        strict::HEAD.parents().len()
    );
}
