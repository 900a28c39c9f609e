//! Where files are dropped or chosen.

use leptos::html;
use leptos::prelude::*;
use web_sys::{DragEvent, File, FileList};

use super::{Button, Icon, IconMark};

/// A place to drop files on, with a button for everybody else.
#[component]
pub fn FileDrop(
    /// What the button says: "Choose files".
    #[prop(into)]
    label: String,
    /// What kinds of files, as the browser's file dialog takes them: ".xml,.csv".
    #[prop(into)]
    accept: String,
    /// Whether more than one may come.
    #[prop(optional)]
    multiple: bool,
    /// What is expected, in a sentence.
    #[prop(into)]
    hint: String,
    /// Takes the files.
    #[prop(into)]
    on_files: UnsyncCallback<Vec<File>>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let is_over = RwSignal::new(false);
    let give = move |list: Option<FileList>| {
        let files: Vec<File> = list
            .map(|list| (0..list.length()).filter_map(|at| list.get(at)).collect())
            .unwrap_or_default();
        let n_taken = if multiple { files.len() } else { 1 };
        let files: Vec<File> = files.into_iter().take(n_taken).collect();
        if !files.is_empty() {
            on_files.run(files);
        }
    };
    let drop = move |event: DragEvent| {
        event.prevent_default();
        is_over.set(false);
        give(event.data_transfer().and_then(|data| data.files()));
    };
    let choose = move |()| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    view! {
        <div
            class="file-drop"
            class:file-drop--over=is_over
            on:dragover=move |event| {
                event.prevent_default();
                is_over.set(true);
            }
            on:dragleave=move |_| is_over.set(false)
            on:drop=drop
        >
            <Button on_press=choose>
                <IconMark icon=Icon::Import />
                {label}
            </Button>
            <p class="file-drop__hint">{hint}</p>
            <input
                node_ref=input
                type="file"
                hidden
                accept=accept
                multiple=multiple
                on:change:target=move |event| {
                    give(event.target().files());
                    // So that the same file can be chosen again after it was mended.
                    event.target().set_value("");
                }
            />
        </div>
    }
}
