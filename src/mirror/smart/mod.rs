// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Git over HTTP (gitprotocol-http(5), version 0): requests by reqwest, packs indexed and stored by libgit2.
//!
//! libgit2's own HTTP is left aside. A redirect without a query ends the process there (libgit2 1.9.7,
//! `remove_service_suffix` compares a query that is not there), redirects to another port are followed against
//! its settings, what a busy server asks to wait is lost, three requests are made where two are enough, and no filter
//! can be asked for.

mod advertised;
mod line;
mod packet;

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, BufReader, Read, Write as _};

use git2::{Error, ErrorClass, ErrorCode, Indexer, Oid, Repository};

use super::download::Shared;
use super::error::Cause;
use packet::{FLUSH, Packet, Packets, frame};

pub(super) use advertised::Advertised;
pub(super) use line::Line;

/// Bytes that are read at once.
const ROOM: usize = 64 << 10;
/// Most bytes of what a server says that it has: half a million references.
const MOST_ADVERTISED: u64 = 64 << 20;
/// Bytes before the objects of a pack (gitformat-pack(5)).
const PACK_HEAD: usize = 12;
/// Commits behind which the server was told to stop.
const SHALLOW: &str = "shallow";

/// What is fetched, and how far.
pub(super) struct Fetch<'a> {
    pub(super) repo: &'a Repository,
    pub(super) line: Line<'a>,
    pub(super) shared: &'a Shared,
    /// How many commits deep; 0 for all.
    pub(super) depth: i32,
    /// Files of so many bytes and more stay on the server, if it agrees.
    pub(super) filter: Option<u64>,
    pub(super) most_bytes: u64,
}

impl Fetch<'_> {
    /// What the server has.
    ///
    /// # Errors
    /// In libgit2's classes; what is no error of git is told to `shared`.
    pub(super) fn discover(&mut self) -> Result<Advertised, Error> {
        let answer = self.line.discover()?;
        Advertised::read(BufReader::with_capacity(ROOM, answer.take(MOST_ADVERTISED)))
    }

    /// Brings objects near, with what they lead to.
    ///
    /// # Errors
    /// As [`Self::discover`], and those of the disk.
    pub(super) fn bring(&self, wanted: &[Oid], advertised: &Advertised) -> Result<(), Error> {
        let odb = self.repo.odb()?;
        let wanted: BTreeSet<Oid> = wanted.iter().copied().filter(|id| !odb.exists(*id)).collect();
        if wanted.is_empty() {
            return Ok(());
        }
        if !advertised.can("side-band-64k") {
            return Err(failure(ErrorClass::Http, "the server's git is too old"));
        }
        let deepen = self.depth > 0 && advertised.can("shallow");
        let filter = self.filter.filter(|_| advertised.can("filter"));
        if let Some(limit) = filter {
            let mut config = self.repo.config()?;
            config.set_bool("remote.origin.promisor", true)?;
            config.set_str("remote.origin.partialclonefilter", &format!("blob:limit={limit}"))?;
        }
        let request = self.request(&wanted, deepen, filter)?;
        let answer = self.line.fetch(request)?;
        let mut packets = Packets::new(BufReader::with_capacity(ROOM, answer));
        let mut shallow = self.shallow()?;
        if deepen {
            read_shallow(&mut packets, &mut shallow)?;
        }
        self.store(&mut packets)?;
        self.write_shallow(&shallow)
    }

    /// Brings contents near that an earlier download left on the server. What is here is not told: the server would
    /// take it for a copy that lacks nothing.
    ///
    /// # Errors
    /// As [`Self::bring`]; besides, when the server gives no objects by their names.
    pub(super) fn bring_contents(&self, wanted: &[Oid], advertised: &Advertised) -> Result<(), Error> {
        if !advertised.can("side-band-64k") {
            return Err(failure(ErrorClass::Http, "the server's git is too old"));
        }
        let mut body = Vec::new();
        let mut abilities =
            concat!(" side-band-64k ofs-delta agent=vigie/", env!("CARGO_PKG_VERSION")).to_owned();
        for id in wanted {
            frame(&mut body, &format!("want {id}{}", std::mem::take(&mut abilities)));
        }
        body.extend(FLUSH);
        frame(&mut body, "done");
        let answer = self.line.fetch(body)?;
        self.store(&mut Packets::new(BufReader::with_capacity(ROOM, answer)))
    }

    /// The request: what is wanted, what is here, and how far to go.
    fn request(&self, wanted: &BTreeSet<Oid>, deepen: bool, filter: Option<u64>) -> Result<Vec<u8>, Error> {
        let mut body = Vec::new();
        let mut abilities =
            concat!(" side-band-64k ofs-delta agent=vigie/", env!("CARGO_PKG_VERSION")).to_owned();
        if filter.is_some() {
            abilities.push_str(" filter");
        }
        for id in wanted {
            frame(&mut body, &format!("want {id}{}", std::mem::take(&mut abilities)));
        }
        for id in self.shallow()? {
            frame(&mut body, &format!("shallow {id}"));
        }
        if deepen {
            frame(&mut body, &format!("deepen {}", self.depth));
        }
        if let Some(limit) = filter {
            frame(&mut body, &format!("filter blob:limit={limit}"));
        }
        body.extend(FLUSH);
        for id in self.held()? {
            frame(&mut body, &format!("have {id}"));
        }
        frame(&mut body, "done");
        Ok(body)
    }

    /// What references lead to here.
    fn held(&self) -> Result<BTreeSet<Oid>, Error> {
        let odb = self.repo.odb()?;
        let all = self.repo.references()?;
        Ok(all
            .flatten()
            .filter_map(|reference| reference.target())
            .filter(|id| odb.exists(*id))
            .collect())
    }

    /// The commits whose parents are not here.
    fn shallow(&self) -> Result<BTreeSet<String>, Error> {
        match fs::read_to_string(self.repo.path().join(SHALLOW)) {
            Ok(text) => Ok(text.lines().map(str::to_owned).collect()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(BTreeSet::new()),
            Err(error) => Err(disk(&error)),
        }
    }

    fn write_shallow(&self, ids: &BTreeSet<String>) -> Result<(), Error> {
        let path = self.repo.path().join(SHALLOW);
        if ids.is_empty() {
            return match fs::remove_file(path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(disk(&error)),
                _ => Ok(()),
            };
        }
        let mut text = ids.iter().map(String::as_str).collect::<Vec<_>>().join("\n");
        text.push('\n');
        fs::write(path, text).map_err(|error| disk(&error))
    }

    /// Reads a pack into the object database.
    fn store<R: Read>(&self, packets: &mut Packets<R>) -> Result<(), Error> {
        let folder = self.repo.path().join("objects/pack");
        let mut indexer = Indexer::new(None, &folder, 0, false)?;
        let shared = self.shared;
        indexer.progress(|state| {
            shared.count(state.total_objects() as u64, state.received_objects() as u64);
            !shared.is_to_stop()
        });
        let (mut head, mut total) = (Vec::new(), 0_u64);
        loop {
            let line = match packets.next().map_err(|error| broken(&error))? {
                Some(Packet::Line(line)) => line,
                Some(Packet::Flush) => break,
                None => return Err(failure(ErrorClass::Net, "the answer was cut")),
            };
            match line.split_first() {
                Some((1, data)) => {
                    total += data.len() as u64;
                    if total > self.most_bytes {
                        self.shared.tell(Cause::TooLarge);
                        return Err(failure(ErrorClass::Callback, "the pack is too large"));
                    }
                    if head.len() < PACK_HEAD {
                        head.extend(data.iter().take(PACK_HEAD - head.len()));
                    }
                    indexer.write_all(data).map_err(|error| stored(&error))?;
                }
                // How far the server is.
                Some((2, _)) => {}
                Some((3, words)) => return Err(told(words)),
                _ => match line.strip_prefix(b"ERR ") {
                    Some(words) => return Err(told(words)),
                    None if line.starts_with(b"NAK") || line.starts_with(b"ACK ") => {}
                    None => return Err(failure(ErrorClass::Http, "the answer is not git's")),
                },
            }
        }
        if head.len() < PACK_HEAD {
            return Err(failure(ErrorClass::Net, "the answer was cut"));
        }
        // A pack without objects cannot be stored, and nothing is missing then.
        if head.get(8..) == Some(&[0; 4]) {
            return Ok(());
        }
        indexer.commit().map(|_| ())
    }
}

/// The part of an answer that tells where the history is cut.
fn read_shallow<R: Read>(packets: &mut Packets<R>, known: &mut BTreeSet<String>) -> Result<(), Error> {
    loop {
        let line = match packets.next().map_err(|error| broken(&error))? {
            Some(Packet::Line(line)) => line,
            Some(Packet::Flush) => return Ok(()),
            None => return Err(failure(ErrorClass::Net, "the answer was cut")),
        };
        let text = String::from_utf8_lossy(line);
        let text = text.trim_end();
        if let Some(words) = text.strip_prefix("ERR ") {
            return Err(told(words.as_bytes()));
        }
        let (word, id) = text.split_once(' ').unwrap_or((text, ""));
        let id = Oid::from_str(id).map_err(|_| failure(ErrorClass::Http, "the answer is not git's"))?;
        match word {
            "shallow" => known.insert(id.to_string()),
            "unshallow" => known.remove(&id.to_string()),
            _ => return Err(failure(ErrorClass::Http, "the answer is not git's")),
        };
    }
}

fn told(words: &[u8]) -> Error {
    let words = String::from_utf8_lossy(words);
    failure(ErrorClass::Net, &format!("remote error: {}", words.trim()))
}

fn failure(class: ErrorClass, words: &str) -> Error {
    Error::new(ErrorCode::GenericError, class, words)
}

/// An answer that could not be read to its end.
fn broken(error: &io::Error) -> Error {
    if error.kind() == io::ErrorKind::InvalidData {
        return failure(ErrorClass::Http, &error.to_string());
    }
    failure(ErrorClass::Net, "the connection broke in the middle of an answer")
}

fn disk(error: &io::Error) -> Error {
    failure(ErrorClass::Filesystem, &error.to_string())
}

/// libgit2's own error, which the standard trait carries in words.
fn stored(error: &io::Error) -> Error {
    failure(ErrorClass::Indexer, &error.to_string())
}

#[cfg(test)]
mod tests {
    use super::packet::{FLUSH, Packets, frame};
    use super::read_shallow;
    use std::collections::BTreeSet;

    #[test]
    fn where_the_history_is_cut_is_read() {
        let id = "0123456789012345678901234567890123456789";
        let mut bytes = Vec::new();
        frame(&mut bytes, &format!("shallow {id}"));
        frame(&mut bytes, &format!("unshallow {}", id.replace('9', "a")));
        bytes.extend(FLUSH);
        let mut known = BTreeSet::from([id.replace('9', "a")]);
        read_shallow(&mut Packets::new(&bytes[..]), &mut known).unwrap();
        assert_eq!(known, BTreeSet::from([id.to_owned()]));
        for bad in ["shallow x", "hello", ""] {
            let mut bytes = Vec::new();
            frame(&mut bytes, bad);
            assert!(
                read_shallow(&mut Packets::new(&bytes[..]), &mut known).is_err(),
                "{bad}"
            );
        }
    }
}
