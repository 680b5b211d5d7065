// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Why projects could not be listed, in sentences that say what to do next.

/// Why projects could not be listed.
#[derive(Debug, thiserror::Error)]
pub enum ForgeError {
    /// The folder cannot be listed.
    #[error("could not list the folder \"{path}\": {source}")]
    Folder {
        /// The folder.
        path: String,
        /// The system's words.
        source: std::io::Error,
    },
    /// There is no such folder.
    #[error("there is no folder \"{0}\": check the path of --from")]
    Absent(String),
    /// The folder holds no repository.
    #[error("the folder \"{0}\" holds no folder: give the folder that contains the repositories")]
    NoRepository(String),
    /// The GitLab shows no project in what was asked for.
    #[error(
        "{0} shows no project there: check the paths and topics, and that the token's owner can see the projects"
    )]
    NoProject(String),
    /// The address of the GitLab is not one.
    #[error("\"{0}\" is not the address of a GitLab: write it as https://gitlab.example.org")]
    Address(String),
    /// The path of a group or project is not one.
    #[error(
        "\"{0}\" is not the full path of a group or project: write it as group/project, without the address before it"
    )]
    Path(String),
    /// The token would travel in clear.
    #[error("the token is not sent to {0} over plain http: use https, or allow it with --allow-http")]
    ClearToken(String),
    /// The token cannot do what is asked.
    #[error("{host}: {sentence}")]
    Token {
        /// The host.
        host: String,
        /// What is wrong with it and what to do.
        sentence: String,
    },
    /// The connection cannot be made.
    #[error("could not reach {host}: {reason}")]
    Unreachable {
        /// The host.
        host: String,
        /// What went wrong, in one line.
        reason: String,
    },
    /// The server wants to be asked elsewhere, where the token does not go by itself.
    #[error("{host} leads to {to}: give the address of the GitLab itself")]
    Redirected {
        /// The host.
        host: String,
        /// Where it leads.
        to: String,
    },
    /// The GitLab refuses.
    #[error("{host} answered {status} when asked for \"{group}\": {advice}")]
    Refused {
        /// The host.
        host: String,
        /// The HTTP status.
        status: u16,
        /// What was asked for: a group, a project.
        group: String,
        /// What to do.
        advice: &'static str,
    },
    /// Rows are missing from the listing.
    #[error("{host} announced {announced} rows in \"{group}\" and gave {given}, three times over: run again")]
    Truncated {
        /// The host.
        host: String,
        /// The group.
        group: String,
        /// `X-Total`.
        announced: u64,
        /// The rows received.
        given: usize,
    },
    /// The listing is of another group.
    #[error(
        "{host} gave \"{project}\" for the group \"{group}\", which it does not belong to: give the group's full path as it is today"
    )]
    OtherGroup {
        /// The host.
        host: String,
        /// The group asked for.
        group: String,
        /// A project that is not in it.
        project: String,
    },
    /// The answer is not what the API documents.
    #[error("{host} gave an answer that cannot be read for \"{group}\": {reason}")]
    Answer {
        /// The host.
        host: String,
        /// The group.
        group: String,
        /// What is wrong.
        reason: String,
    },
}
