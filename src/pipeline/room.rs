// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Room for heavy work: many light repositories at once, or few heavy ones.

use std::sync::{Condvar, Mutex, PoisonError};

/// So many bytes, shared by what is being audited.
#[derive(Debug)]
pub(super) struct Room {
    most: u64,
    taken: Mutex<u64>,
    left: Condvar,
}

impl Room {
    pub(super) fn new(most: u64) -> Self {
        Self {
            most,
            taken: Mutex::new(0),
            left: Condvar::new(),
        }
    }

    /// Waits until there is room. What is heavier than the whole room waits until it is alone.
    pub(super) fn enter(&self, weight: u64) -> Stay<'_> {
        let weight = weight.min(self.most);
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        while taken.saturating_add(weight) > self.most {
            taken = self.left.wait(taken).unwrap_or_else(PoisonError::into_inner);
        }
        *taken += weight;
        Stay { room: self, weight }
    }
}

/// A place in the room, given back when it is dropped.
#[derive(Debug)]
pub(super) struct Stay<'a> {
    room: &'a Room,
    weight: u64,
}

impl Drop for Stay<'_> {
    fn drop(&mut self) {
        let mut taken = self.room.taken.lock().unwrap_or_else(PoisonError::into_inner);
        *taken = taken.saturating_sub(self.weight);
        self.room.left.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::Room;

    #[test]
    fn together_they_weigh_no_more_than_the_room_and_the_heaviest_is_alone() {
        let (room, now, most) = (Room::new(100), AtomicU64::new(0), AtomicU64::new(0));
        std::thread::scope(|scope| {
            for weight in [10, 40, 60, 100, 5_000, 30, 1, 90] {
                let (room, now, most) = (&room, &now, &most);
                scope.spawn(move || {
                    for _ in 0..20 {
                        let stay = room.enter(weight);
                        let together = now.fetch_add(weight.min(100), Ordering::SeqCst) + weight.min(100);
                        most.fetch_max(together, Ordering::SeqCst);
                        std::thread::yield_now();
                        now.fetch_sub(weight.min(100), Ordering::SeqCst);
                        drop(stay);
                    }
                });
            }
        });
        assert!(most.into_inner() <= 100);
    }
}
