// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The columns of the tables.

/// A column: its name, its type in Table Schema, whether it may be empty, and what it holds.
pub(super) type Column<'a> = (&'a str, &'a str, bool, &'a str);

/// The columns of `repositories.csv`.
pub(super) const REPOSITORIES: [Column<'static>; 16] = [
    (
        "id",
        "string",
        false,
        "Identifier of the repository in the report",
    ),
    ("name", "string", false, "Name of the repository on its forge"),
    ("url", "string", true, "Address of its page"),
    (
        "state",
        "string",
        false,
        "State that the forge's list found it in",
    ),
    (
        "visibility",
        "string",
        true,
        "Who can see it: public, internal or private",
    ),
    (
        "status",
        "string",
        false,
        "audited, archived (frozen: counts for nothing) or failed",
    ),
    ("reason", "string", true, "Why it could not be audited"),
    ("commit", "string", true, "Commit audited"),
    ("branch", "string", true, "Branch audited"),
    (
        "gate_passed",
        "boolean",
        true,
        "Whether nothing blocks the publication; empty when not known",
    ),
    ("percent", "integer", true, "Score in percent"),
    ("grade", "string", true, "Letter of the score, A to E"),
    (
        "coverage",
        "integer",
        true,
        "Share of what could be judged that was, in percent",
    ),
    (
        "blocking",
        "string",
        true,
        "Rules that block the publication, separated by spaces",
    ),
    (
        "failing",
        "string",
        true,
        "Rules that are broken, separated by spaces",
    ),
    ("profile", "string", true, "Profile that chose the rules"),
];

/// The columns of `findings.csv`.
pub(super) const FINDINGS: [Column<'static>; 14] = [
    (
        "repository",
        "string",
        false,
        "Identifier of the repository in the report",
    ),
    ("name", "string", false, "Name of the repository on its forge"),
    ("commit", "string", true, "Commit audited"),
    ("rule", "string", false, "Rule that is broken"),
    ("category", "string", false, "Category of the rule"),
    (
        "level",
        "string",
        false,
        "required, recommended, optional or info",
    ),
    (
        "confidence",
        "string",
        false,
        "How far the finding can be trusted: high, medium or low",
    ),
    (
        "path",
        "string",
        true,
        "File concerned; empty for the repository as a whole",
    ),
    ("line", "integer", true, "Line, from 1"),
    ("column", "integer", true, "Column in characters, from 1"),
    ("message", "string", false, "What was seen, or what lacks"),
    ("waived", "boolean", false, "Whether a waiver covers the finding"),
    (
        "archived",
        "boolean",
        false,
        "Whether the repository is archived: its findings count for nothing",
    ),
    (
        "fingerprint",
        "string",
        false,
        "Identity of the finding from one run to the next",
    ),
];

/// The columns of `datasets.csv`.
pub(super) const DATASETS: [Column<'static>; 18] = [
    (
        "key",
        "string",
        false,
        "Portal, kind and identifier of the object",
    ),
    (
        "kind",
        "string",
        false,
        "dataset, resource, reuse, dataservice, organization, topic or post",
    ),
    ("title", "string", true, "Title on the portal"),
    ("url", "string", false, "Address of its page"),
    ("organization", "string", true, "Organisation that publishes it"),
    (
        "state",
        "string",
        false,
        "public, archived, deleted, unknown or not-verified",
    ),
    ("licence", "string", true, "Licence, by the portal's identifier"),
    (
        "spdx",
        "string",
        true,
        "Licence, by its SPDX identifier or the beginning of one",
    ),
    (
        "frequency",
        "string",
        true,
        "Frequency of updates, by the portal's name",
    ),
    ("last_update", "date", true, "Day of the last update"),
    (
        "days_late",
        "integer",
        true,
        "Days of delay on the frequency; empty when it is not late",
    ),
    ("resources", "integer", true, "Number of resources"),
    (
        "unavailable",
        "integer",
        true,
        "Resources that the portal's crawler could not fetch",
    ),
    (
        "quality",
        "integer",
        true,
        "The portal's own score of quality, in percent",
    ),
    (
        "missing",
        "string",
        true,
        "Criteria of quality that lack, separated by spaces",
    ),
    (
        "published_by",
        "string",
        true,
        "Repositories that publish it, separated by spaces",
    ),
    (
        "used_by",
        "string",
        true,
        "Other repositories that link to it, separated by spaces",
    ),
    (
        "asked",
        "date",
        true,
        "Day of the look-up; empty when there was none",
    ),
];
