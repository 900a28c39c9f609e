//! What the names of columns mean, in reports, exports and plain English.

use super::mapping::Target;
use crate::engine::{
    choice::{ChoiceList, CustomField, CustomFieldOf},
    desk::Desk,
};

/// The targets that every desk has, with their words and the headers that mean them: lower case,
/// letters and digits only, those of reports and exports among them.
pub(super) const KNOWN: [(Target, &str, &[&str]); 21] = [
    (Target::Ignore, "Leave out", &[]),
    (
        Target::Number,
        "Case number",
        &[
            "casenumber",
            "number",
            "case",
            "caseno",
            "externalnumber",
            "ticket",
            "ticketnumber",
            "ticketid",
            "key",
            "issuekey",
        ],
    ),
    (
        Target::Subject,
        "Subject",
        &[
            "subject",
            "title",
            "summary",
            "casesubject",
            "shortdescription",
        ],
    ),
    (
        Target::Description,
        "Description",
        &["description", "casedescription", "details"],
    ),
    (Target::Status, "Status", &["status", "casestatus", "state"]),
    (
        Target::Choice(ChoiceList::Priority),
        "Priority",
        &["priority", "casepriority"],
    ),
    (
        Target::Choice(ChoiceList::Type),
        "Type",
        &["type", "casetype"],
    ),
    (
        Target::Choice(ChoiceList::Origin),
        "Origin",
        &["origin", "caseorigin", "channel"],
    ),
    (
        Target::Choice(ChoiceList::Reason),
        "Reason",
        &["reason", "casereason"],
    ),
    (
        Target::Choice(ChoiceList::Product),
        "Product",
        &["product", "productid", "productname"],
    ),
    (
        Target::Choice(ChoiceList::RecordType),
        "Record type",
        &[
            "recordtype",
            "caserecordtype",
            "recordtypeid",
            "recordtypename",
        ],
    ),
    (
        Target::Owner,
        "Owner",
        &[
            "owner",
            "caseowner",
            "ownerid",
            "ownername",
            "assignedto",
            "assignee",
        ],
    ),
    (
        Target::Account,
        "Account",
        &["account", "accountname", "accountid", "company", "customer"],
    ),
    (
        Target::AccountCountry,
        "Account country",
        &[
            "accountcountry",
            "country",
            "billingcountry",
            "accountbillingcountry",
        ],
    ),
    (
        Target::AccountSla,
        "Account service level",
        &["accountsla", "sla", "slac", "accountslac", "servicelevel"],
    ),
    (
        Target::ContactName,
        "Contact name",
        &["contact", "contactname", "contactid"],
    ),
    (
        Target::ContactEmail,
        "Contact e-mail",
        &["contactemail", "email", "suppliedemail"],
    ),
    (
        Target::BusinessHours,
        "Business hours",
        &[
            "businesshours",
            "businesshoursid",
            "businesshoursname",
            "calendar",
        ],
    ),
    (
        Target::CreatedAt,
        "Created",
        &[
            "created",
            "createddate",
            "createdat",
            "datetimeopened",
            "opened",
            "openeddate",
            "dateopened",
            "openedat",
        ],
    ),
    (
        Target::LastModifiedAt,
        "Last modified",
        &[
            "lastmodified",
            "lastmodifieddate",
            "lastmodifiedat",
            "modified",
            "updated",
            "updatedat",
            "caselastmodifieddate",
        ],
    ),
    (
        Target::ClosedAt,
        "Closed at",
        &[
            "closed",
            "closeddate",
            "closedat",
            "datetimeclosed",
            "dateclosed",
        ],
    ),
];

/// What a column of that name holds.
pub(super) fn guess(header: &str, desk: &Desk) -> Target {
    let squeezed = squeeze(header);
    if let Some((target, ..)) = KNOWN
        .iter()
        .find(|(_, _, headers)| headers.contains(&squeezed.as_str()))
    {
        return target.clone();
    }
    let (of, name) = owner_of_field(header);
    match custom_field(desk, of, name) {
        Some(field) => Target::Custom(field.id),
        None if name.to_ascii_lowercase().ends_with("__c") => Target::new_custom(header),
        None => Target::Ignore,
    }
}

/// The field of an object that goes by that name or label, whatever its case.
pub(super) fn custom_field<'d>(
    desk: &'d Desk,
    of: CustomFieldOf,
    name: &str,
) -> Option<&'d CustomField> {
    let is_it = |known: &str| known.eq_ignore_ascii_case(name);
    let mut of_object = desk.custom_fields.values().filter(|field| field.of == of);
    of_object.find(|field| is_it(&field.name) || is_it(&field.label))
}

/// What a field belongs to by its header, and the rest of the header.
pub(super) fn owner_of_field(header: &str) -> (CustomFieldOf, &str) {
    let objects = [
        ("case", CustomFieldOf::Case),
        ("account", CustomFieldOf::Account),
        ("contact", CustomFieldOf::Contact),
    ];
    let named = header.split_once(['.', ':']).and_then(|(object, name)| {
        let of = objects
            .iter()
            .find(|(word, _)| object.trim().eq_ignore_ascii_case(word))?;
        Some((of.1, name.trim()))
    });
    named.unwrap_or((CustomFieldOf::Case, header))
}

/// The letters and digits of a header, in lower case.
pub(super) fn squeeze(header: &str) -> String {
    let letters = header.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
