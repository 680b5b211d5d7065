// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The keys and values of publiccode.yml, each with the minor version that brought it (0 for 0.2 and before) or
//! deprecated it. Sources: see the module above.

use crate::facts::metadata::shape::{Field, Shape};
use crate::model::Form;

const ADDRESS: Shape = Shape::Form(Form::Address);
const WEB: Shape = Shape::Form(Form::WebAddress);
const TEXTS: Shape = Shape::List(&Shape::Text);

pub(super) const ROOT: &[Field] = &[
    Field::must("publiccodeYmlVersion", Shape::Any),
    Field::may("publiccode-yaml-version", Shape::Any).old(2, "publiccodeYmlVersion"),
    Field::must("name", Shape::Text),
    Field::may("applicationSuite", Shape::Text),
    Field::must("url", ADDRESS),
    Field::may("landingURL", WEB),
    Field::may("isBasedOn", Shape::OneOrList(&ADDRESS)),
    Field::may("softwareVersion", Shape::Text),
    Field::may("releaseDate", Shape::Form(Form::Date)),
    Field::may("logo", Shape::Form(Form::Picture)),
    Field::may("monochromeLogo", Shape::Form(Form::Picture)).old(3, "logo"),
    Field::may("organisation", Shape::Map(ORGANISATION)).since(5),
    Field::may("inputTypes", Shape::List(&Shape::Form(Form::MediaType))).old(3, ""),
    Field::may("outputTypes", Shape::List(&Shape::Form(Form::MediaType))).old(3, ""),
    Field::must("platforms", Shape::OneOrList(&Shape::Text)),
    Field::may("categories", Shape::List(&Shape::Choice(CATEGORIES))).before(5),
    Field::may("tags", Shape::Any).old(2, "categories"),
    Field::may("freeTags", Shape::Any).old(2, "categories"),
    Field::may("usedBy", TEXTS),
    Field::may("fundedBy", Shape::List(&Shape::Map(FUNDER))).since(5),
    Field::may("roadmap", WEB),
    Field::must("developmentStatus", Shape::Choice(STATUSES)),
    Field::must("softwareType", Shape::Choice(TYPES)),
    Field::may("supports", Shape::List(&Shape::Map(SUPPORTS))).since(7),
    Field::may("intendedAudience", Shape::Map(AUDIENCE)),
    Field::must("description", Shape::Any),
    Field::must("legal", Shape::Map(LEGAL)),
    Field::must("maintenance", Shape::Map(MAINTENANCE)),
    Field::must("localisation", Shape::Map(LOCALISATION)),
    Field::may("dependsOn", Shape::Map(DEPENDS)),
    Field::may("IT", Shape::Any).old(7, "supports"),
    Field::may("it", Shape::Any).old(5, "supports"),
];

const ORGANISATION: &[Field] = &[
    Field::must("uri", Shape::Form(Form::Identifier)),
    Field::may("name", Shape::Text),
];

// The standard's text asks for a name, its reference validator for an address: either is taken.
const FUNDER: &[Field] = &[
    Field::may("name", Shape::Text),
    Field::may("uri", Shape::Form(Form::Identifier)),
];

const SUPPORTS: &[Field] = &[Field::must(
    "id",
    Shape::Prefixed("alias:", &Shape::Choice(ALIASES), &Shape::Form(Form::Identifier)),
)];

const AUDIENCE: &[Field] = &[
    Field::may("countries", Shape::List(&Shape::Form(Form::Country))),
    Field::may("unsupportedCountries", Shape::List(&Shape::Form(Form::Country))),
    Field::may("scope", Shape::List(&Shape::Choice(SCOPES))),
    Field::may("onlyFor", Shape::Any).old(2, "intendedAudience.scope"),
];

/// One language of `description`.
pub(super) const DESCRIPTION: &[Field] = &[
    Field::may("localisedName", Shape::Text),
    Field::may("genericName", Shape::Sized(0, 35))
        .before(3)
        .old(3, ""),
    Field::must("shortDescription", Shape::Sized(0, 150)),
    Field::may("longDescription", Shape::Sized(150, 10_000)),
    Field::may("documentation", WEB),
    Field::may("apiDocumentation", WEB),
    Field::may("features", TEXTS),
    Field::may("screenshots", Shape::List(&Shape::Form(Form::Picture))),
    Field::may("videos", Shape::List(&WEB)),
    Field::may("awards", TEXTS),
];

const LEGAL: &[Field] = &[
    Field::must("license", Shape::Form(Form::Licence)),
    Field::may("mainCopyrightOwner", Shape::Text),
    Field::may("repoOwner", Shape::Text).old(5, "organisation.name"),
    Field::may("authorsFile", Shape::Form(Form::PathOrAddress)).old(4, ""),
];

const MAINTENANCE: &[Field] = &[
    Field::must("type", Shape::Choice(MAINTENANCES)),
    Field::may("contractors", Shape::List(&Shape::Map(CONTRACTOR))),
    Field::may("contacts", Shape::List(&Shape::Map(CONTACT))),
];

const CONTRACTOR: &[Field] = &[
    Field::must("name", Shape::Text),
    Field::must("until", Shape::Form(Form::Date)),
    Field::may("email", Shape::Form(Form::Email)),
    Field::may("website", WEB),
];

const CONTACT: &[Field] = &[
    Field::must("name", Shape::Text),
    Field::may("email", Shape::Form(Form::Email)),
    Field::may("phone", Shape::Text),
    Field::may("affiliation", Shape::Text),
];

const LOCALISATION: &[Field] = &[
    Field::must("localisationReady", Shape::Truth),
    Field::must("availableLanguages", Shape::Filled(&Shape::Form(Form::Language))),
];

const DEPENDS: &[Field] = &[
    Field::may("open", Shape::List(&Shape::Map(DEPENDENCY))),
    Field::may("proprietary", Shape::List(&Shape::Map(DEPENDENCY))),
    Field::may("hardware", Shape::List(&Shape::Map(DEPENDENCY))),
];

const DEPENDENCY: &[Field] = &[
    Field::must("name", Shape::Text),
    Field::may("versionMin", Shape::Text),
    Field::may("versionMax", Shape::Text),
    Field::may("version", Shape::Text),
    Field::may("optional", Shape::Truth),
];

/// The Italian section, the only one that was ever defined.
pub(super) const COUNTRY: &[Field] = &[
    Field::may(
        "countryExtensionVersion",
        Shape::Choice(&[("0.2", 0), ("1.0", 0)]),
    ),
    Field::may("conforme", Shape::Map(CONFORME)),
    Field::may("piattaforme", Shape::Any),
    Field::may("riuso", Shape::Any),
];

const CONFORME: &[Field] = &[
    Field::may("lineeGuidaDesign", Shape::Truth),
    Field::may("modelloInteroperabilita", Shape::Truth),
    Field::may("misureMinimeSicurezza", Shape::Truth),
    Field::may("gdpr", Shape::Truth),
];

const STATUSES: &[(&str, u8)] = &[
    ("concept", 0),
    ("development", 0),
    ("beta", 0),
    ("stable", 0),
    ("obsolete", 0),
];

const TYPES: &[(&str, u8)] = &[
    ("standalone/mobile", 2),
    ("standalone/iot", 2),
    ("standalone/desktop", 2),
    ("standalone/web", 2),
    ("standalone/backend", 2),
    ("standalone/other", 2),
    ("addon", 0),
    ("library", 0),
    ("configurationFiles", 0),
];

const MAINTENANCES: &[(&str, u8)] = &[("internal", 0), ("contract", 0), ("community", 0), ("none", 0)];

const ALIASES: &[(&str, u8)] = &[
    ("alias:gdpr", 7),
    ("alias:eidas", 7),
    ("alias:nis2", 7),
    ("alias:cra", 7),
    ("alias:spid", 7),
    ("alias:cie", 7),
    ("alias:anpr", 7),
    ("alias:pagopa", 7),
    ("alias:io", 7),
];

/// Categories, with the version that brought them.
const CATEGORIES: &[(&str, u8)] = &[
    ("accounting", 2),
    ("agile-project-management", 2),
    ("applicant-tracking", 2),
    ("application-development", 2),
    ("appointment-scheduling", 2),
    ("backup", 2),
    ("billing-and-invoicing", 2),
    ("blog", 2),
    ("budgeting", 2),
    ("business-intelligence", 2),
    ("business-process-management", 2),
    ("cad", 2),
    ("call-center-management", 2),
    ("cloud-management", 2),
    ("collaboration", 2),
    ("communications", 2),
    ("compliance-management", 2),
    ("contact-management", 2),
    ("content-management", 2),
    ("crm", 2),
    ("customer-service-and-support", 2),
    ("data-analytics", 2),
    ("data-collection", 2),
    ("data-visualization", 2),
    ("design", 4),
    ("design-system", 4),
    ("digital-asset-management", 2),
    ("digital-citizenship", 2),
    ("document-management", 2),
    ("donor-management", 2),
    ("e-commerce", 2),
    ("e-signature", 2),
    ("educational-content", 3),
    ("email-management", 2),
    ("email-marketing", 2),
    ("employee-management", 2),
    ("enterprise-project-management", 2),
    ("enterprise-social-networking", 2),
    ("erp", 2),
    ("event-management", 2),
    ("facility-management", 2),
    ("feedback-and-reviews-management", 2),
    ("financial-reporting", 2),
    ("fleet-management", 2),
    ("fundraising", 2),
    ("gamification", 2),
    ("geographic-information-systems", 2),
    ("grant-management", 2),
    ("graphic-design", 2),
    ("help-desk", 2),
    ("hr", 2),
    ("ide", 2),
    ("identity-management", 2),
    ("instant-messaging", 2),
    ("integrated-library-system", 4),
    ("inventory-management", 2),
    ("it-asset-management", 2),
    ("it-development", 2),
    ("it-management", 2),
    ("it-security", 2),
    ("it-service-management", 2),
    ("knowledge-management", 2),
    ("learning-management-system", 2),
    ("marketing", 2),
    ("mind-mapping", 2),
    ("mobile-marketing", 2),
    ("mobile-payment", 2),
    ("network-management", 2),
    ("office", 2),
    ("online-booking", 2),
    ("online-community", 2),
    ("payment-gateway", 2),
    ("payroll", 2),
    ("predictive-analysis", 2),
    ("procurement", 2),
    ("productivity-suite", 2),
    ("project-collaboration", 2),
    ("project-management", 2),
    ("property-management", 2),
    ("real-estate-management", 2),
    ("regulations-and-directives", 4),
    ("remote-support", 2),
    ("resource-management", 2),
    ("sales-management", 2),
    ("seo", 2),
    ("service-desk", 2),
    ("social-media-management", 2),
    ("survey", 2),
    ("talent-management", 2),
    ("task-management", 2),
    ("taxes-management", 2),
    ("test-management", 2),
    ("time-management", 2),
    ("time-tracking", 2),
    ("translation", 2),
    ("video-conferencing", 2),
    ("video-editing", 2),
    ("visitor-management", 2),
    ("voip", 2),
    ("warehouse-management", 2),
    ("web-collaboration", 2),
    ("web-conferencing", 2),
    ("website-builder", 2),
    ("whistleblowing", 3),
    ("workflow-management", 2),
    ("other", 5),
];

const SCOPES: &[(&str, u8)] = &[
    ("agriculture", 2),
    ("culture", 2),
    ("defence", 2),
    ("education", 2),
    ("emergency-services", 2),
    ("employment", 2),
    ("energy", 2),
    ("environment", 2),
    ("finance-and-economic-development", 2),
    ("foreign-affairs", 2),
    ("government", 2),
    ("healthcare", 2),
    ("infrastructures", 2),
    ("justice", 2),
    ("local-authorities", 2),
    ("manufacturing", 2),
    ("research", 2),
    ("science-and-technology", 2),
    ("security", 2),
    ("society", 2),
    ("sport", 2),
    ("tourism", 2),
    ("transportation", 2),
    ("welfare", 2),
];
