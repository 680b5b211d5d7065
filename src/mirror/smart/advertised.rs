// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What a server says that it has (gitprotocol-pack(5), "Reference Discovery").

use std::io::Read;

use git2::{Error, ErrorClass, Oid};

use super::packet::{Packet, Packets};
use super::{broken, failure};

/// Stands for a name where there is no reference.
const NONE: &str = "capabilities^{}";

/// References and abilities of a server.
#[derive(Debug, Default)]
pub(in crate::mirror) struct Advertised {
    /// Full names, with the objects that they lead to. A tag that is an object of its own comes again, with `^{}`.
    pub(in crate::mirror) references: Vec<(String, Oid)>,
    abilities: Vec<String>,
}

impl Advertised {
    pub(super) fn read(from: impl Read) -> Result<Self, Error> {
        let mut packets = Packets::new(from);
        let next = |packets: &mut Packets<_>| -> Result<Option<String>, Error> {
            match packets.next().map_err(|error| broken(&error))? {
                None | Some(Packet::Flush) => Ok(None),
                // A name that is not UTF-8 is none that is asked for.
                Some(Packet::Line(line)) => Ok(Some(String::from_utf8_lossy(line).into_owned())),
            }
        };
        let mut told = Self::default();
        let Some(mut line) = next(&mut packets)? else {
            return Ok(told);
        };
        if line.starts_with("# service=") {
            // The title ends with a frame of its own.
            next(&mut packets)?;
            match next(&mut packets)? {
                Some(first) => line = first,
                None => return Ok(told),
            }
        }
        loop {
            if let Some(words) = line.strip_prefix("ERR ") {
                return Err(failure(
                    ErrorClass::Net,
                    &format!("remote error: {}", words.trim()),
                ));
            }
            told.take(line.trim_end_matches('\n'))?;
            match next(&mut packets)? {
                Some(following) => line = following,
                None => return Ok(told),
            }
        }
    }

    fn take(&mut self, line: &str) -> Result<(), Error> {
        let (reference, abilities) = line.split_once('\0').unwrap_or((line, ""));
        if !abilities.is_empty() {
            self.abilities = abilities.split(' ').map(str::to_owned).collect();
            if self.value("object-format").is_some_and(|format| format != "sha1") {
                return Err(failure(ErrorClass::Net, "the object format is sha256"));
            }
        }
        // Commits where the server's own copy ends.
        if reference.starts_with("shallow ") || reference.starts_with("version ") {
            return Ok(());
        }
        let not_git = || failure(ErrorClass::Http, "the answer is not git's");
        let (id, name) = reference.split_once(' ').ok_or_else(not_git)?;
        if id.len() != 40 {
            return Err(not_git());
        }
        let id = Oid::from_str(id).map_err(|_| not_git())?;
        if name != NONE && !name.contains('\u{fffd}') {
            self.references.push((name.to_owned(), id));
        }
        Ok(())
    }

    /// The object that a reference leads to.
    pub(in crate::mirror) fn find(&self, name: &str) -> Option<Oid> {
        let mut all = self.references.iter();
        all.find(|(own, _)| own == name).map(|(_, id)| *id)
    }

    /// The full name of the default branch, where the server tells it.
    pub(in crate::mirror) fn branch(&self) -> Option<&str> {
        let mut links = self
            .abilities
            .iter()
            .filter_map(|one| one.strip_prefix("symref="));
        links.find_map(|link| link.strip_prefix("HEAD:"))
    }

    /// The tags, without what they lead to.
    pub(in crate::mirror) fn tags(&self) -> impl Iterator<Item = (&str, Oid)> {
        let all = self.references.iter();
        all.filter(|(name, _)| name.starts_with("refs/tags/") && !name.ends_with("^{}"))
            .map(|(name, id)| (name.as_str(), *id))
    }

    pub(super) fn can(&self, ability: &str) -> bool {
        self.abilities.iter().any(|own| own == ability)
    }

    fn value(&self, ability: &str) -> Option<&str> {
        let mut all = self.abilities.iter();
        all.find_map(|own| own.strip_prefix(ability)?.strip_prefix('='))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Advertised;
    use crate::mirror::smart::packet::{FLUSH, frame};

    const ID: &str = "0123456789012345678901234567890123456789";

    fn told(lines: &[&str]) -> Result<Advertised, git2::Error> {
        let mut bytes = Vec::new();
        frame(&mut bytes, "# service=git-upload-pack");
        bytes.extend(FLUSH);
        for line in lines {
            frame(&mut bytes, line);
        }
        bytes.extend(FLUSH);
        Advertised::read(&bytes[..])
    }

    #[test]
    fn references_and_abilities_are_read() {
        let first = format!("{ID} HEAD\0side-band-64k symref=HEAD:refs/heads/main filter agent=git/2");
        let tag = format!("{ID} refs/tags/v1");
        let leads = format!("{ID} refs/tags/v1^{{}}");
        let seen = told(&[&first, &tag, &leads]).unwrap();
        assert_eq!(seen.branch(), Some("refs/heads/main"));
        assert!(seen.can("filter") && !seen.can("shallow"));
        assert_eq!(seen.find("HEAD").unwrap().to_string(), ID);
        assert_eq!(seen.tags().count(), 1);
        let empty = told(&[&format!("{} capabilities^{{}}\0side-band-64k", "0".repeat(40))]).unwrap();
        assert!(empty.references.is_empty());
        assert!(told(&[]).unwrap().references.is_empty());
    }

    #[test]
    fn other_answers_are_refused() {
        for line in ["<html>", "ERR no such project", &format!("{ID}\0x"), "0123 HEAD"] {
            assert!(told(&[line]).is_err(), "{line}");
        }
        let long = format!("{ID}{} HEAD\0object-format=sha256", "0".repeat(24));
        assert!(told(&[&long]).unwrap_err().message().contains("sha256"));
    }

    proptest! {
        #[test]
        fn any_answer_is_read_or_refused(lines in proptest::collection::vec(".{0,90}", 0..6)) {
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            let _ = told(&lines);
        }
    }
}
