// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! How many people may administer a project: one request a group, and one a project only where the
//! group has fewer than two.

use std::collections::BTreeMap;

use gitlab::api::Endpoint;
use gitlab::api::groups::members::AllGroupMembers;
use gitlab::api::projects::members::AllProjectMembers;
use serde::Deserialize;

use super::row::ProjectRow;
use super::{GitLab, pages};

/// GitLab's access level of maintainers; owners have 50.
const MAINTAINER: u64 = 40;
/// As many as the question needs: is there someone when one of them leaves?
const ENOUGH: u64 = 2;

#[derive(Debug, Deserialize)]
struct Member {
    id: u64,
    username: Option<String>,
    state: Option<String>,
    access_level: Option<u64>,
}

impl pages::Row for Member {
    fn id(&self) -> u64 {
        self.id
    }
}

impl Member {
    fn administers(&self) -> bool {
        let active = self.state.as_deref().is_none_or(|state| state == "active");
        active && !self.is_bot() && self.access_level.is_some_and(|level| level >= MAINTAINER)
    }

    /// The accounts behind project and group access tokens: `project_12_bot_…`, `group_12_bot`.
    fn is_bot(&self) -> bool {
        self.username.as_deref().is_some_and(|name| {
            name.strip_prefix("project_")
                .or_else(|| name.strip_prefix("group_"))
                .is_some_and(|rest| {
                    rest.trim_start_matches(|c: char| c.is_ascii_digit())
                        .starts_with("_bot")
                })
        })
    }
}

/// Counts of groups that were asked already; `None` where the forge did not say.
#[derive(Debug, Default)]
pub(super) struct Known(BTreeMap<u64, Option<u64>>);

impl GitLab {
    /// The number of people who may administer a project; `None` when it cannot be known.
    pub(super) fn maintainers(&self, row: &ProjectRow, known: &mut Known) -> Option<u64> {
        let group = row
            .namespace
            .as_ref()
            .filter(|namespace| namespace.is_group())?
            .id?;
        let inherited = *known
            .0
            .entry(group)
            .or_insert_with(|| self.count(&AllGroupMembers::builder().group(group).build().ok()?));
        match inherited? {
            count if count >= ENOUGH => Some(count),
            _ => self.count(&AllProjectMembers::builder().project(row.id).build().ok()?),
        }
    }

    fn count(&self, endpoint: &impl Endpoint) -> Option<u64> {
        let url = self.url_of(endpoint).ok()?;
        let members: Vec<Member> =
            pages::all(&self.wire, &self.host, "the members", &url, pages::Paging::Offset).ok()?;
        u64::try_from(members.iter().filter(|member| member.administers()).count()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::Member;

    #[test]
    fn people_who_can_act_are_counted() {
        let cases = [
            ("\"access_level\":40", true),
            (
                "\"access_level\":50,\"state\":\"active\",\"username\":\"marie\"",
                true,
            ),
            ("\"access_level\":30", false),
            ("\"access_level\":50,\"state\":\"blocked\"", false),
            ("\"access_level\":50,\"username\":\"project_12_bot_ab\"", false),
            ("\"access_level\":50,\"username\":\"group_12_bot\"", false),
            ("\"access_level\":50,\"username\":\"project_manager\"", true),
            ("\"username\":\"marie\"", false),
        ];
        for (text, counts) in cases {
            let member: Member = serde_json::from_str(&format!("{{\"id\":1,{text}}}")).unwrap();
            assert_eq!(member.administers(), counts, "{text}");
        }
    }
}
