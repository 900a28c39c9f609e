//! The bytes of a file that somebody chose.

use js_sys::Uint8Array;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// Reads a file whole, or says which one cannot be read.
pub(super) async fn file_bytes(file: &File) -> Result<Vec<u8>, String> {
    let read = JsFuture::from(file.array_buffer()).await;
    read.map(|buffer| Uint8Array::new(&buffer).to_vec())
        .map_err(|_| format!("{} cannot be read: choose it again", file.name()))
}
