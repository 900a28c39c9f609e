//! Mail that somebody saved as a file: dropped or chosen on a case, looked at, and recorded.

use crate::{
    engine::{
        command::Command,
        exchange::mail_file::{IncomingMail, read_mail},
        id::CaseId,
        message::MessageKind,
        record::Kind,
    },
    shell::DeskHandle,
    ui::{
        asking::Asking,
        file_bytes::file_bytes,
        kit::{
            Banner, Binding, Button, ButtonKind, ButtonLook, Dialog, Each, FileDrop, SelectField,
            TextArea, Tone,
        },
        reader::Reader,
        toast::Toasts,
    },
    view::{
        composer::{key_of_kind, kind_of_key},
        mail_in::{MailIn, mail_in, recording_words},
    },
};
use leptos::{ev, prelude::*};
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

/// What a mail can be taken as.
const TAKEN_AS: [(MessageKind, &str); 2] = [
    (MessageKind::Customer, "The customer's own words"),
    (MessageKind::EmailIn, "Mail from others, private"),
];

/// The place for the files, and the review of what was read, one mail after the other.
#[component]
pub(super) fn MailFiles(
    /// The case that they are brought in on.
    case: CaseId,
) -> impl IntoView {
    let waiting = RwSignal::new(Vec::<IncomingMail>::new());
    let n_read = RwSignal::new(0_usize);
    let troubles = RwSignal::new(Vec::<String>::new());
    let open = RwSignal::new(false);
    let take = move |files: Vec<File>| {
        spawn_local(async move {
            let (mut mails, mut unread) = (Vec::new(), Vec::new());
            for file in files {
                match read(&file).await {
                    Ok(mail) => mails.push(mail),
                    Err(trouble) => unread.push(trouble),
                }
            }
            troubles.try_set(unread);
            n_read.try_set(mails.len());
            open.try_set(!mails.is_empty());
            waiting.try_set(mails);
        });
    };
    let heading = Signal::derive(move || match n_read.get() {
        1 => "Record a mail".to_owned(),
        n_read => {
            let n_done = n_read.saturating_sub(waiting.with(Vec::len));
            format!("Record mail {} of {n_read}", n_done + 1)
        }
    });
    let next = move |()| {
        let mut rest = waiting.get_untracked();
        rest.drain(..1.min(rest.len()));
        open.try_set(!rest.is_empty());
        waiting.try_set(rest);
    };
    view! {
        <FileDrop
            label="Choose mail files"
            accept=".eml,message/rfc822"
            multiple=true
            hint="Or drop them here: mail as mail programs save it (.eml). You see what was read before it is recorded."
            on_files=take
        />
        <div role="alert">
            <Each
                each=move || troubles.get()
                children=|text| view! { <Banner tone=Tone::High>{text}</Banner> }
            />
        </div>
        <Dialog open heading wide=true>
            {move || {
                let mail = waiting.with(|waiting| waiting.first().cloned());
                let is_one = n_read.get() == 1;
                mail.map(|mail| view! { <Review case mail is_one open next /> })
            }}
        </Dialog>
    }
}

/// A mail out of a file, or what is wrong with the file, by its name.
async fn read(file: &File) -> Result<IncomingMail, String> {
    let bytes = file_bytes(file).await?;
    read_mail(&bytes).map_err(|reason| format!("{}: {reason}", file.name()))
}

/// One mail as it was read, with what can be decided about it.
#[component]
fn Review(
    /// The case that it is brought in on.
    case: CaseId,
    /// What was read.
    mail: IncomingMail,
    /// Whether it is the only one.
    is_one: bool,
    /// Whether the review is open.
    open: RwSignal<bool>,
    /// Goes on to the next one.
    #[prop(into)]
    next: UnsyncCallback<()>,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let toasts = Toasts::here();
    let asking = Asking::new();
    let zone = Reader::here().zone();
    let MailIn {
        from,
        sender,
        subject,
        sent,
        lost,
        kind,
        text,
        cases,
    } = zone.with_untracked(|zone| desk.with(|desk| mail_in(desk, case, &mail, zone)));
    let text = RwSignal::new(text);
    let taken_as = RwSignal::new(key_of_kind(kind).to_owned());
    let first = cases
        .first()
        .map_or_else(String::new, |(key, _)| key.clone());
    let on_case = RwSignal::new(first);
    let kinds: Vec<_> = TAKEN_AS
        .map(|(kind, word)| (key_of_kind(kind).to_owned(), word.to_owned()))
        .into();
    let chosen = move || {
        let case = on_case.get().parse().map_or(case, CaseId);
        (case, kind_of_key(&taken_as.get()))
    };
    let effect = move || {
        desk.track(&[Kind::Case, Kind::Preferences]);
        let (case, kind) = chosen();
        let now = desk.stamp().at;
        desk.with(|desk| recording_words(desk, case, kind, now))
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let (case, kind) = untrack(chosen);
        let command = Command::AddMessage {
            case,
            kind,
            text: text.get_untracked().into(),
            set_status: None,
        };
        asking.ask(command, move |()| {
            let number = desk.with(|desk| desk.cases.get(&case).map(|case| case.number));
            let number = number.map_or_else(String::new, |number| format!(" on case {number}"));
            toasts.say(format!("The mail is recorded{number}"));
            next.run(());
        });
    };
    let fact = |word: &'static str, text: String| {
        (!text.is_empty()).then(|| {
            view! {
                <dt>{word}</dt>
                <dd>{text}</dd>
            }
        })
    };
    let lost = lost.into_iter().map(|text| {
        view! { <Banner tone=Tone::Medium>{text}</Banner> }
    });
    let is_named = cases.len() > 1;
    view! {
        <form on:submit=submit novalidate class="stack">
            <dl class="facts">
                {fact("From", from)} {fact("Who that is", sender)} {fact("Subject", subject)}
                {fact("Sent", sent)}
            </dl>
            {lost.collect_view()}
            <div class="row row--fields">
                {is_named
                    .then(|| {
                        let on_case = Binding::from(on_case);
                        view! {
                            <SelectField
                                label="Case"
                                value=on_case
                                options=cases
                                hint="The subject names another case than this one."
                            />
                        }
                    })}
                <SelectField label="Taken as" value=taken_as options=kinds />
            </div>
            <TextArea label="Text" value=text n_lines=10 error=asking.error_at("text") />
            <p class="field__hint">{effect}</p>
            {asking.refusal()}
            <div class="dialog__actions">
                <Button on_press=move |()| open.set(false)>"Cancel"</Button>
                {(!is_one)
                    .then(|| {
                        view! { <Button on_press=move |()| next.run(())>"Skip"</Button> }
                    })}
                <Button
                    kind=ButtonKind::Submit
                    look=ButtonLook::Primary
                    pending=asking.pending()
                >
                    "Record"
                </Button>
            </div>
        </form>
    }
}
