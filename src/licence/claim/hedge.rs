// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Phrases that leave no grant although no single word of them denies: plans, versions of the past, offers to some
//! only, parts, and licences of what comes from others.

use std::ops::Range;

use super::guard::Scene;
use super::subject;
use super::vocabulary::{EXCEPT, OWN, SHOWING};
use super::wordlist::{Words, set};

/// What a licence is said to be that is not given yet: "licence pressentie", "intended license".
static PLANNED: Words = Words::new(|| {
    set(
        "pressentie pressenties visee visees cible ciblee souhaitee proposee envisagee prevue probable candidate \
     recommandee preferee potentielle intended proposed planned expected target preferred candidate potential",
    )
});

/// Phrases of plans, of checks to make and of decisions to come.
const PLANS: &[&[&str]] = &[
    &["a", "l", "etude"],
    &["a", "l", "examen"],
    &["en", "cours", "de", "validation"],
    &["en", "cours", "de", "discussion"],
    &["en", "cours", "de", "definition"],
    &["en", "cours", "de", "choix"],
    &["en", "cours", "d", "examen"],
    &["en", "cours", "d", "instruction"],
    &["en", "attente", "de", "validation"],
    &["en", "attente", "d", "accord"],
    &["en", "attente", "de", "l", "accord"],
    &["avons", "l", "intention"],
    &["ont", "l", "intention"],
    &["under", "discussion"],
    &["under", "consideration"],
    &["under", "review"],
    &["being", "considered"],
    &["make", "sure"],
    &["check", "that"],
    &["verify", "that"],
    &["ensure", "that"],
    &["verifiez", "que"],
    &["verifier", "que"],
    &["assurez", "vous"],
    &["veillez", "a"],
];

/// Words right behind a name that leave it open: "MIT (à confirmer)", "MIT, pending approval".
static UNSETTLED: Words = Words::new(|| {
    set(
        "confirmer valider definir determiner preciser discuter pending tbc tbd todo provisoire provisoirement \
     probable probablement probably provisional draft envisagee prevue pressentie proposee",
    )
});

/// Words that, after "versions", say that the last one is not among them.
const UP_TO: &[&[&str]] = &[
    &["up", "to"],
    &["before"],
    &["through"],
    &["below"],
    &["inferieures"],
    &["inferieure"],
    &["anterieures"],
    &["anterieure"],
];

/// Verbs by which someone in particular comes to have a work.
const RECEIVING: &[&str] = &[
    "receive",
    "receives",
    "obtain",
    "obtains",
    "recoivent",
    "recoit",
    "obtiennent",
    "obtient",
    "obtenir",
    "acquerir",
    "acheter",
    "acquire",
    "purchase",
    "buy",
    "negotiate",
    "negocier",
];

/// Those who are everyone.
const EVERYONE: &[&str] = &[
    "you",
    "vous",
    "everyone",
    "anyone",
    "anybody",
    "chacun",
    "quiconque",
    "tous",
    "tout",
    "toute",
    "users",
    "utilisateurs",
    "recipients",
];

/// "uniquement", "only".
const ONLY: &[&str] = &[
    "only",
    "solely",
    "exclusively",
    "uniquement",
    "seulement",
    "exclusivement",
];

/// Words before those to whom a grant is given.
const TO_WHOM: &[&str] = &["pour", "for", "by", "par", "to", "aux", "au"];

/// What someone must give before a grant holds.
static CONSENT: Words = Words::new(|| {
    set(
        "accord autorisation validation approbation consentement aval agrement permission signature paiement \
     convention arbitrage approval agreement consent authorization authorisation payment review clearance",
    )
});

/// Uses that are named when the others are not granted.
static KEPT_USES: Words = Words::new(|| {
    set(
        "interne internes internal personnel personnelle personnels personnelles personal prive privee private recherche \
     research pedagogique pedagogiques enseignement educational teaching academique academiques academic evaluation",
    )
});

/// The year in which these lists were written: what began in it or before holds, whenever this is read.
const WRITTEN: u16 = 2026;

/// What a grant waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Condition {
    /// Nothing.
    None,
    /// A year; the pure rooms know no clock, so that the audit tells whether it has come.
    Until(u16),
    /// Something of which nobody can tell whether it happened, or some uses are kept.
    Open,
}

impl Condition {
    /// The year that ends it.
    pub(super) fn year(self) -> Option<u16> {
        match self {
            Self::Until(year) => Some(year),
            Self::None | Self::Open => None,
        }
    }
}

/// Works that are of others whatever stands before them.
static FOREIGN: Words = Words::new(|| {
    set(
        "dependance dependances dependency dependencies tiers tierce tierces third bibliotheques libraries \
     composants components vendored externe externes external upstream amont icones icons polices fonts plugins \
     theme themes gabarit gabarits",
    )
});

/// What a year makes wait: nothing, once it is over whenever this is read.
fn until(year: u16) -> Condition {
    if year > WRITTEN {
        Condition::Until(year)
    } else {
        Condition::None
    }
}

impl Scene<'_> {
    /// Whether a phrase makes the sentence something else than a grant of this project to everyone.
    pub(super) fn is_hedged(&self, start: usize, end: usize) -> bool {
        self.is_planned(start, end)
            || self.is_unsettled()
            || self.is_of_past_versions(start, end)
            || self.is_offered(start)
            || self.is_for_some()
            || self.is_part_only(start)
            || self.is_how_to_choose()
            || self.is_of_a_text()
    }

    /// "You have permission to combine any covered work with a work licensed under": a sentence of the text of a licence.
    /// "A Modified Software may be distributed under": nobody but a contract writes "the Licensee" and such terms.
    fn is_of_a_text(&self) -> bool {
        const TERMS: &[(&str, &str)] = &[
            ("modified", "software"),
            ("logiciel", "modifie"),
            ("derivative", "software"),
            ("logiciel", "derive"),
            ("covered", "software"),
            ("larger", "work"),
            ("combined", "work"),
            ("adapted", "material"),
            ("derivative", "database"),
        ];
        let written = |at: usize| {
            let token = self.tokens.get(at);
            token.is_some_and(|token| self.block.text[token.at.clone()].starts_with(char::is_uppercase))
        };
        (0..self.tokens.len()).any(|at| {
            let term = TERMS
                .iter()
                .any(|(first, second)| self.says(at, &[first, second]) && written(at) && written(at + 1));
            term || (matches!(self.word(at), "licensee" | "licencie" | "concedant") && written(at))
                || self.says(at, &["covered", "work"])
                || self.says(at, &["work", "covered", "by"])
                || self.says(at, &["notwithstanding", "any", "other"])
        })
    }

    /// "If you wish to allow use of your version of this file only under the GPL, delete the provisions above": what a
    /// notice with a choice tells those who pass the file on.
    fn is_how_to_choose(&self) -> bool {
        let opens = self.says(0, &["if", "you"]);
        let limit = self.tokens.len().min(40);
        opens
            && (2..limit).any(|at| {
                self.says(at, &["your", "version", "of", "this"]) || self.says(at, &["provisions", "above"])
            })
    }

    fn is_planned(&self, start: usize, end: usize) -> bool {
        let license = |at: usize| matches!(self.word(at), "license" | "licenses");
        let labelled = (start..self.name.0).any(|at| {
            let beside = license(at + 1) || at.checked_sub(1).is_some_and(license);
            PLANNED.contains(&self.word(at)) && beside && !self.named(at)
        });
        labelled || (start..end).any(|at| PLANS.iter().any(|phrase| self.says(at, phrase)))
    }

    /// Words in brackets or after a comma, right behind the name.
    fn is_unsettled(&self) -> bool {
        let from = self.name.1 + 1;
        let unsettled = |at: usize| UNSETTLED.contains(&self.word(at));
        match self.word(self.name.1) {
            "(" | "[" => (from..from + 8)
                .take_while(|at| !matches!(self.word(*at), "" | ")" | "]"))
                .any(unsettled),
            "," | "–" => {
                let skipped = usize::from(matches!(self.word(from), "a" | "encore"));
                unsettled(from + skipped)
            }
            _ => false,
        }
    }

    /// "Versions up to 1.4 are under": what holds for the version at hand is not said.
    fn is_of_past_versions(&self, start: usize, end: usize) -> bool {
        (start..end).any(|at| {
            let versions = matches!(self.word(at), "version" | "versions" | "release" | "releases");
            let after = |phrase: &[&str]| self.says(at + 1, phrase);
            let before = |phrase: &[&str]| {
                let begin = at.checked_sub(phrase.len());
                begin.is_some_and(|begin| begin >= start && self.says(begin, phrase))
            };
            versions && !self.named(at) && UP_TO.iter().any(|phrase| after(phrase) || before(phrase))
        })
    }

    /// "We may release", "a customer may receive", "contact us to obtain": an offer that is not made to everyone.
    fn is_offered(&self, start: usize) -> bool {
        (start..self.cue).any(|at| {
            let near = at.saturating_sub(6).max(start)..at;
            let to_all = near.clone().any(|at| EVERYONE.contains(&self.word(at)));
            match self.word(at) {
                "may" | "can" => {
                    let next =
                        (at + 1..at + 4).find(|next| !matches!(self.word(*next), "also" | "then" | "later"));
                    let verb = next.map_or("", |next| self.word(next));
                    let ours = at > start && self.word(at - 1) == "we";
                    ours || (!to_all && RECEIVING.contains(&verb))
                }
                "relicense" | "relicence" | "relicensing" => true,
                "pourra" | "pourront" => !to_all,
                verb => RECEIVING.contains(&verb) && !to_all,
            }
        })
    }

    /// "for public bodies only", "sauf usage commercial": another licence, that has no name. "Only" of a part of the
    /// work restricts no one.
    fn is_for_some(&self) -> bool {
        let stop = (self.name.1..self.tokens.len())
            .find(|at| self.word(*at) == ";" || self.named(*at))
            .unwrap_or(self.tokens.len());
        let first = self.from..self.from + 1;
        first.chain(self.name.1..stop).any(|at| {
            self.is_to_whom_only(at, stop) || self.is_only_to_whom(at) || self.excepts_commerce(at, stop)
        })
    }

    fn is_to_whom_only(&self, at: usize, stop: usize) -> bool {
        if !TO_WHOM.contains(&self.word(at)) {
            return false;
        }
        let only = (at + 2..(at + 8).min(stop)).find(|last| ONLY.contains(&self.word(*last)));
        only.is_some_and(|only| self.is_whom(at + 1..only))
    }

    fn is_only_to_whom(&self, at: usize) -> bool {
        ONLY.contains(&self.word(at))
            && TO_WHOM.contains(&self.word(at + 1))
            && !self.word(at + 2).is_empty()
            && self.is_whom(at + 2..at + 5)
    }

    /// Whether words speak of someone or of a use, and of no part of the work.
    fn is_whom(&self, mut words: Range<usize>) -> bool {
        words.all(|at| {
            let word = self.word(at);
            let is_part =
                OWN.contains(&word) || subject::of(word).is_some() || subject::SOFTWARE.contains(&word);
            !is_part && !matches!(word, "," | "(" | ")" | ";" | "version" | "versions")
        })
    }

    /// What words behind the name make the grant depend on: a consent or a day to come; or they keep it for some uses. It is
    /// another licence then, or none yet.
    pub(super) fn condition(&self) -> Condition {
        let stop = (self.name.1..self.tokens.len())
            .find(|at| self.word(*at) == ";" || self.named(*at))
            .unwrap_or(self.tokens.len());
        let mut found = Condition::None;
        for at in self.name.1..stop {
            let open = self.keeps_use(at, stop);
            let here = if open {
                Condition::Open
            } else {
                self.waits(at, stop)
            };
            found = match (found, here) {
                (Condition::Open, _) | (_, Condition::Open) => return Condition::Open,
                (Condition::Until(one), Condition::Until(other)) => Condition::Until(one.max(other)),
                (one, Condition::None) => one,
                (_, other) => other,
            };
        }
        found
    }

    fn waits(&self, at: usize, stop: usize) -> Condition {
        if self.asks_consent(at, stop) {
            // "après validation du comité en 2021": it was given.
            let given = (at..stop).filter_map(|next| self.year(next)).min();
            return given.map_or(Condition::Open, until);
        }
        self.begins_later(at, stop).map_or(Condition::None, until)
    }

    /// "sous réserve de l'accord de", "après validation par", "subject to the approval of".
    fn asks_consent(&self, at: usize, stop: usize) -> bool {
        let opens = matches!(
            self.word(at),
            "reserve" | "condition" | "apres" | "after" | "subject" | "pending" | "once" | "moyennant"
        );
        let consents = |next: usize| CONSENT.contains(self.word(next)) && self.word(next - 1) != "license";
        opens && (at + 1..(at + 7).min(stop)).any(consents)
    }

    /// The year that a word is.
    fn year(&self, at: usize) -> Option<u16> {
        let word = self.word(at);
        let year = (word.len() == 4).then(|| word.parse::<u16>().ok()).flatten()?;
        (1970..2100).contains(&year).then_some(year)
    }

    /// "à compter de 2030", "from January 2030".
    fn begins_later(&self, at: usize, stop: usize) -> Option<u16> {
        const BEGINNINGS: &[&[&str]] = &[
            &["a", "compter", "de"],
            &["a", "compter", "du"],
            &["a", "partir", "de"],
            &["a", "partir", "du"],
            &["des", "le"],
            &["des"],
            &["from"],
            &["as", "of"],
            &["starting"],
            &["beginning"],
            &["effective"],
            &["en"],
            &["in"],
        ];
        let begins = BEGINNINGS.iter().any(|phrase| self.says(at, phrase));
        let near = (at + 1..(at + 7).min(stop)).filter_map(|next| self.year(next));
        near.max().filter(|_| begins)
    }

    /// "à usage interne", "for research purposes": not among others ("for any use, research included").
    fn keeps_use(&self, at: usize, stop: usize) -> bool {
        const USES: &[&str] = &[
            "usage",
            "usages",
            "utilisation",
            "use",
            "uses",
            "fins",
            "purposes",
            "purpose",
        ];
        const WIDE: &[&str] = &[
            "any",
            "all",
            "tout",
            "tous",
            "toute",
            "toutes",
            "compris",
            "including",
            "commercial",
            "commerciale",
            "commerciales",
            "even",
            "meme",
            "notamment",
        ];
        if !TO_WHOM.contains(&self.word(at)) && self.word(at) != "a" {
            return false;
        }
        let near = at + 1..(at + 6).min(stop);
        let has = |test: &dyn Fn(&str) -> bool| near.clone().any(|next| test(self.word(next)));
        has(&|word| USES.contains(&word))
            && has(&|word| KEPT_USES.contains(word))
            && !has(&|word| WIDE.contains(&word))
    }

    fn excepts_commerce(&self, at: usize, stop: usize) -> bool {
        let excepts = EXCEPT.contains(&self.word(at)) || matches!(self.word(at), "hors" | "not");
        excepts
            && (at + 1..(at + 7).min(stop)).any(|next| {
                matches!(
                    self.word(next),
                    "commercial"
                        | "commerciale"
                        | "commerciales"
                        | "commerciaux"
                        | "lucratif"
                        | "military"
                        | "militaire"
                )
            })
    }

    /// "Parts of this software are under": the whole is not.
    fn is_part_only(&self, start: usize) -> bool {
        let parts = |at: usize| match self.word(at) {
            "parts" | "portions" | "parties" => true,
            "partie" => at > start && self.word(at - 1) == "une",
            _ => false,
        };
        (start..self.cue).take(3).any(|at| {
            let of = matches!(self.word(at + 1), "of" | "de" | "du" | "des");
            let all = at > start && matches!(self.word(at - 1), "all" | "both" | "les" | "toutes" | "the");
            parts(at) && of && !all && !self.named(at)
        })
    }

    /// Whether the label or the words behind the name say that it is the licence of what comes from others.
    pub(super) fn is_for_foreign(&self) -> bool {
        let label = self.word(self.cue).starts_with("licens");
        let in_label = label
            && (self.cue + 1..self.name.0).any(|at| {
                let own = SHOWING.contains(&self.word(at - 1));
                FOREIGN.contains(&self.word(at)) && !self.named(at) && !own
            });
        let linked = matches!(self.word(self.name.1), "(" | "pour" | "for");
        let skipped = usize::from(matches!(self.word(self.name.1 + 1), "les" | "the" | "des" | "la"));
        in_label || (linked && FOREIGN.contains(&self.word(self.name.1 + 1 + skipped)))
    }

    /// Whether all that brackets hold is that the work before them is of others: "le serveur Foo (tiers)".
    pub(super) fn is_called_foreign(&self, at: usize) -> bool {
        if self.word(at) != "(" {
            return false;
        }
        let close = (at + 1..at + 5).find(|close| self.word(*close) == ")");
        close.is_some_and(|close| {
            let inside = at + 1..close;
            inside.clone().any(|at| FOREIGN.contains(&self.word(at)))
                && inside.clone().all(|at| {
                    FOREIGN.contains(&self.word(at))
                        || matches!(
                            self.word(at),
                            "party" | "un" | "une" | "a" | "service" | "module" | "logiciel"
                        )
                })
        })
    }
}
