//! How fast the engine is, natively.
fn main() {
    divan::main();
}
