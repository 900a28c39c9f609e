//! The form that escalates: what is filled in, and what there is to choose from.

use crate::engine::{
    case::Case,
    desk::Desk,
    escalation::{
        EscalationDraft, EscalationReason, EscalationTemplate, EscalationType, RequestSource,
        Source,
    },
    id::{AccountId, CaseId, EscalationTemplateId, GroupId, ReasonId, SeverityId, UserId},
    in_order::{by_name, by_number},
};

/// What stands in for a justification while it is not written yet: who is asked and told does not
/// depend on the words.
const UNWRITTEN: &str = "(not written yet)";

/// What somebody who escalates has filled in; ids are numbers, and empty where nothing is chosen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EscalateDraft {
    /// The key of what is escalated.
    pub source: String,
    /// `customer` or `internal`.
    pub request_source: String,
    /// Why, in a few words.
    pub reason: String,
    /// How severe it is.
    pub severity: String,
    /// How it is handled.
    pub template: String,
    /// Why, in one's own words.
    pub justification: String,
    /// Who is told.
    pub watch_list: Vec<String>,
    /// The group that manages it; of accounts only.
    pub assignment_group: String,
    /// Who manages it; of accounts only.
    pub assigned_to: String,
    /// The cases that bring it about; of accounts only.
    pub related_cases: Vec<String>,
}

impl EscalateDraft {
    /// The empty form for a source, with the first template that fits.
    #[must_use]
    pub fn of(desk: &Desk, source: Source) -> Self {
        let templates = template_options(desk, source.escalation_type());
        let first = templates.into_iter().next();
        Self {
            source: source_key(source),
            request_source: "internal".to_owned(),
            template: first.map(|(key, _)| key).unwrap_or_default(),
            ..Self::default()
        }
    }

    /// What is escalated.
    #[must_use]
    pub fn source(&self) -> Option<Source> {
        source_of_key(&self.source)
    }

    /// Turns to another source; what the other type does not have goes.
    pub fn turn_to(&mut self, desk: &Desk, key: &str) {
        let Some(source) = source_of_key(key) else {
            return;
        };
        let empty = Self::of(desk, source);
        self.source = empty.source;
        self.template = empty.template;
        self.related_cases = empty.related_cases;
    }

    /// What the engine is asked; a choice that was not made is an id that nothing has.
    #[must_use]
    pub fn draft(&self) -> Option<EscalationDraft> {
        let id = |key: &str| key.parse::<u64>().unwrap_or_default();
        let source = self.source()?;
        let of_account = source.case().is_none();
        let ids = |keys: &[String]| keys.iter().map(|key| id(key)).collect::<Vec<_>>();
        let cases = ids(&self.related_cases).into_iter().map(CaseId);
        let chosen = |key: &str| Some(id(key)).filter(|id| of_account && *id != 0);
        Some(EscalationDraft {
            source,
            request_source: match &*self.request_source {
                "customer" => RequestSource::Customer,
                _ => RequestSource::Internal,
            },
            reason: ReasonId(id(&self.reason)),
            severity: SeverityId(id(&self.severity)),
            template: EscalationTemplateId(id(&self.template)),
            justification: self.justification.as_str().into(),
            watch_list: ids(&self.watch_list).into_iter().map(UserId).collect(),
            add_account_team: true,
            assignment_group: chosen(&self.assignment_group).map(GroupId),
            assigned_to: chosen(&self.assigned_to).map(UserId),
            related_cases: cases.filter(|_| of_account).collect(),
        })
    }

    /// What is asked to see what would happen, before all is filled in: the reason and the words
    /// do not change that.
    #[must_use]
    pub fn outlook_draft(&self, desk: &Desk) -> Option<EscalationDraft> {
        let mut draft = self.draft()?;
        if self.reason.is_empty() {
            let known = desk.escalation_reasons.values();
            draft.reason = known
                .filter(|reason| reason.active)
                .map(|one| one.id)
                .next()?;
        }
        if draft.justification.trim().is_empty() {
            draft.justification = UNWRITTEN.into();
        }
        Some(draft)
    }
}

/// The key of a source in a form: `c12`, `a7`.
fn source_key(source: Source) -> String {
    match source {
        Source::Case(CaseId(id)) => format!("c{id}"),
        Source::Account(AccountId(id)) => format!("a{id}"),
    }
}

fn source_of_key(key: &str) -> Option<Source> {
    let id = |rest: &str| rest.parse::<u64>().ok();
    if let Some(rest) = key.strip_prefix('c') {
        return Some(Source::Case(CaseId(id(rest)?)));
    }
    Some(Source::Account(AccountId(id(key.strip_prefix('a')?)?)))
}

/// What can be escalated from an account's form: the account itself, or one of its open cases
/// (semantics 5.1).
#[must_use]
pub fn source_options(desk: &Desk, account: AccountId) -> Vec<(String, String)> {
    let itself = Source::Account(account);
    let words = format!("The {}", itself.words(desk));
    let mut options = vec![(source_key(itself), words)];
    options.extend(open_cases(desk, account).into_iter().map(|case| {
        let key = source_key(Source::Case(case.id));
        (key, format!("Case {} {}", case.number, case.subject))
    }));
    options
}

/// The cases that can be named as bringing the escalation of an account about, with those that are
/// named already.
#[must_use]
pub fn related_case_options(
    desk: &Desk,
    account: AccountId,
    chosen: &[CaseId],
) -> Vec<(String, String)> {
    let mut cases = open_cases(desk, account);
    let named = chosen.iter().filter_map(|id| desk.cases.get(id));
    cases.extend(named.filter(|case| case.is_closed()));
    let option = |case: &Case| {
        let words = format!("{} {}", case.number, case.subject);
        (case.id.0.to_string(), words)
    };
    cases.into_iter().map(option).collect()
}

/// The open cases of an account, by number.
fn open_cases(desk: &Desk, account: AccountId) -> Vec<&Case> {
    let cases = desk.cases.values();
    cases
        .filter(|case| case.account == Some(account) && !case.is_closed())
        .collect()
}

/// The reasons that may be chosen.
#[must_use]
pub fn reason_options(desk: &Desk) -> Vec<(String, String)> {
    let reasons = desk.escalation_reasons.values();
    let active: Vec<&EscalationReason> = reasons.filter(|reason| reason.active).collect();
    by_number(active, |reason| i64::from(reason.order))
        .into_iter()
        .map(|reason| (reason.id.0.to_string(), reason.name.to_string()))
        .collect()
}

/// The severities that may be chosen, the most severe first; `present` even when it is not active.
#[must_use]
pub fn severity_options(desk: &Desk, present: Option<SeverityId>) -> Vec<(String, String)> {
    let severities = desk.severities.values();
    let offered = severities.filter(|one| one.active || Some(one.id) == present);
    by_number(offered.collect(), |severity| i64::from(severity.order))
        .into_iter()
        .map(|severity| (severity.id.0.to_string(), severity.name.to_string()))
        .collect()
}

/// The templates of a type that may be chosen (semantics 5.2).
#[must_use]
pub fn template_options(desk: &Desk, of: EscalationType) -> Vec<(String, String)> {
    let templates = desk.escalation_templates.values();
    let fits = |one: &&EscalationTemplate| one.active && one.escalation_type == of;
    let option = |one: &EscalationTemplate| (one.id.0.to_string(), one.name.to_string());
    by_name(templates.filter(fits).map(option).collect(), |(_, name)| {
        name
    })
}

/// The groups that can manage an escalation, or none.
#[must_use]
pub fn assignment_group_options(desk: &Desk) -> Vec<(String, String)> {
    let groups = desk.groups.values();
    let options = groups.map(|group| (group.id.0.to_string(), group.name.to_string()));
    let mut options = by_name(options.collect(), |(_, name): &(String, String)| name);
    options.insert(0, (String::new(), "No group".to_owned()));
    options
}
