// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Words that turn a sentence about a licence into something else than a grant: negation, doubt, history,
//! plans, advice, and works of others.

use super::prose::Block;
use super::subject;
use super::token::Token;
use super::wordlist::{Words, set};

/// "is not", "n'est plus", "rather than".
static NEGATION: Words = Words::new(|| {
    set(
        "not isn aren wasn doesn don never neither nor cannot ne n aucun aucune jamais instead rather plutot lieu \
     contrairement unlike ni longer hors interdit interdite forbidden nullement non refuse refuses rejette \
     abandonne abandonnee quitte",
    )
});

/// Doubt, advice and plans.
static DOUBT: Words = Words::new(|| {
    set(
        "devez devons publier diffuser placer publish hesite hesitons hesitions hesitation hesitent hesiter hesitating might could would should considering \
     considered envisage envisageons envisagee envisager prevoit prevoyons prevu prevue sera seront serait \
     seraient will going plan plans planned planning prochainement bientot soon pourrait pourraient pourrions \
     devrait devraient doit doivent devra devront must faut recommande recommandons recommandee recommend \
     recommends recommended conseille conseillons conseil propose proposons proposal proposee choisir \
     choisissez choose choosing opter souhaite souhaitons aimerait aimerions want wants switch switching \
     migrer migration migrate basculer basculera passera passer passerons changer changera maybe perhaps \
     possible possibly possibilite eventuellement debat discussion discutons discussing si if unless whether \
     imaginons suppose supposons etudie etudions exemple exemples example examples fictif eg supposed \
     equivalent reflexion reflechissons decider decide terme when lorsque quand publiera publierons \
     distribuera adoptera deviendra preferons prefer evaluons hope esperons tbd confirmer valider todo \
     demande demandons questions exige requires require required demain tomorrow future futur futures \
     prochaine comparer compare comparaison versus vs compatible compatibles compatibilite compatibility \
     incompatible incompatibles accept accepts acceptons accepte autorisees allowed",
    )
});

/// What was once.
static HISTORY: Words = Words::new(|| {
    set(
        "previously formerly former was were used anciennement ancienne ancien etait etaient jusqu jusque until \
     till avant initialement initially originally origine originellement auparavant autrefois historically \
     historiquement prior fut premiere premieres old earlier had avait avaient been passe precedemment \
     precedente precedentes older once",
    )
});

/// What holds since a change.
const NOW: &[&str] = &[
    "now",
    "desormais",
    "maintenant",
    "currently",
    "actuellement",
    "aujourd",
    "today",
    "dorenavant",
    "presently",
    "but",
    "mais",
];

/// Phrases that except something and leave the rest of the sentence a grant.
const EXCEPTIONS: &[&[&str]] = &[
    &["sauf", "mention"],
    &["sauf", "indication"],
    &["sauf", "precision"],
    &["unless", "otherwise"],
    &["except", "where"],
    &["except", "when"],
    &["except", "as"],
    &["if", "not", "otherwise"],
    &["sauf", "si"],
    &["unless", "stated"],
    &["unless", "noted"],
    &["unless", "specified"],
];

/// Words that except what follows them, up to the next comma.
const EXCEPT: &[&str] = &[
    "sauf",
    "except",
    "exception",
    "excepted",
    "hormis",
    "excluding",
    "exclusion",
    "apart",
];

/// Words that bring in works of others.
static OTHERS: Words = Words::new(|| {
    set(
        "votre vos your heritees inherited utilise utilisent utilisons utilisant utilisee utilisees utilises uses use using bundles bundle bundled \
     bundling includes include included including inclut incluent inclus incluse embarque embarquent \
     embarquee embarquees integre integrent contains contain contient contiennent based base basee bases \
     basees repose reposent fork forked derive derived derivee derives depends depend dependance dependances \
     dependency dependencies third tiers tierce tierces plugin plugins vendored upstream amont powered \
     provient proviennent provenant issue issues issus issu comes come from fourni fournie fournis fournies \
     police polices fonte fontes font fonts icon icons icone icones logo logos pictogrammes emoji emojis via \
     module modules composant composants component components repris reprend reprise emprunte inspire \
     inspired requires necessite concurrent alternative alternatives extension framework moteur engine \
     polyfill dossier folder directory vendor embeds embedded wraps contrairement comme like similaire \
     similar tel such cites copied copie adapted adapte adaptee borrowed theme template starter boilerplate \
     fond fonds map maps auteurs concurrents plusieurs certains certaines some other autres autre another \
     others leur leurs their son sa ses its fichier file outils tools projets projects bibliotheques \
     libraries logiciels frameworks packages",
    )
});

/// Works that projects name beside their own.
static KNOWN: Words = Words::new(|| {
    set(
        "jquery leaflet react vue vuejs bootstrap django openfisca angular postgresql postgis qgis openlayers \
     maplibre mapbox geoserver symfony laravel spring rails numpy pandas scikit pytorch tensorflow node \
     webpack vite tailwind tailwindcss dsfr marianne fontawesome awesome openstreetmap osm insee ign sirene \
     geonames wikipedia wikidata chart chartjs lodash express fastapi flask redis linux wordpress drupal \
     elasticsearch kibana grafana docker kubernetes metabase superset matomo nextcloud gitlab keycloak roboto \
     inter svelte highcharts three threejs momentjs moment axios sqlite ffmpeg ban cadastre dgfip meteo \
     copernicus eurostat cerema rte sncf ratp banatic legifrance",
    )
});

/// Nouns that, after a determiner, are the project or a part of it.
static OWN: Words = Words::new(|| {
    set(
        "dossier folder directory supports ressources datasets csv tables table interface serveur server client frontend backend tiles tuiles projet project code codes source sources depot repo repository logiciel software application app \
     documentation docs donnees data dataset datasets contenu contenus content contents outil tool site \
     library bibliotheque librairie program programme script scripts package paquet work works oeuvre travail \
     texte textes guide guides fichiers files file fichier base api service plateforme module plugin \
     extension repertoire images illustrations jeu jeux article articles document documents rapport modele \
     model simulateur ensemble everything tout website product produit license template theme framework \
     composant component photos schemas contributions crate gem distribution version form",
    )
});

static DETERMINERS: Words = Words::new(|| {
    set("ce cet cette ces this these our notre nos mon my the le la les l all tout toute tous toutes du")
});

/// Determiners that show what is the project's own, whatever the noun.
const SHOWING: &[&str] = &[
    "ce", "cet", "cette", "ces", "this", "these", "our", "notre", "nos", "mon", "my",
];

/// The sentence around a name.
pub(super) struct Scene<'t> {
    /// The tokens of the sentence.
    pub(super) tokens: &'t [Token],
    /// Where the words that grant begin.
    pub(super) cue: usize,
    /// Where the name begins and ends.
    pub(super) name: (usize, usize),
    /// Where the previous grant of the sentence ended.
    pub(super) from: usize,
    /// The tokens of names.
    pub(super) names: &'t [(usize, usize)],
}

impl Scene<'_> {
    /// Whether a name with a capital stands before the grant, and neither a noun of the project nor of its parts.
    pub(super) fn names_a_work(&self, block: &Block) -> bool {
        let before = self.from..self.cue;
        let own = before.clone().any(|at| {
            OWN.contains(self.word(at))
                || subject::of(self.word(at)).is_some()
                || SHOWING.contains(&self.word(at))
        });
        let capital = before
            .filter(|at| !self.named(*at) && self.word(*at) != "license" && self.word(*at) != "licenses")
            .any(|at| {
                let written = &block.text[self.tokens[at].at.clone()];
                let verb = matches!(
                    self.word(at),
                    "released"
                        | "licensed"
                        | "distributed"
                        | "published"
                        | "publie"
                        | "distribue"
                        | "place"
                        | "diffuse"
                        | "available"
                        | "sous"
                );
                written.len() > 1 && written.starts_with(char::is_uppercase) && !verb
            });
        capital && !own
    }

    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.word.as_str())
    }

    fn named(&self, at: usize) -> bool {
        self.names.iter().any(|(start, end)| (*start..*end).contains(&at))
    }

    /// Whether the sentence grants, as far as its other words tell.
    /// A notice speaks of the file that it stands in.
    pub(super) fn is_grant(&self, notice: bool) -> bool {
        let start = self.start();
        let end = self.end();
        !self.is_question() && !self.is_denied(start, end) && (notice || !self.is_others(start))
    }

    /// Where what is said of this name begins: after the previous grant, a contrast or "now".
    fn start(&self) -> usize {
        (self.from..self.cue)
            .rev()
            .find(|at| NOW.contains(&self.word(*at)) || self.word(*at) == ";")
            .map_or(self.from, |at| at + 1)
    }

    /// Where the clause of the name ends.
    fn end(&self) -> usize {
        (self.name.1..self.tokens.len())
            .find(|at| {
                matches!(
                    self.word(*at),
                    "," | ";" | ":" | "(" | "|" | "–" | "·" | "but" | "mais" | "except"
                )
            })
            .unwrap_or(self.tokens.len())
    }

    fn is_question(&self) -> bool {
        self.tokens.last().is_some_and(|token| token.word == "?")
    }

    fn is_denied(&self, start: usize, end: usize) -> bool {
        let mut at = start;
        let mut excepted = false;
        while at < end {
            let word = self.word(at);
            if self.named(at) {
                at += 1;
                continue;
            }
            if let Some(phrase) = EXCEPTIONS.iter().find(|phrase| self.says(at, phrase)) {
                at += phrase.len();
                while at < self.cue && !matches!(self.word(at), ",") && at < start + 12 {
                    at += 1;
                }
                continue;
            }
            if EXCEPT.contains(&word) && at < self.cue {
                excepted = true;
            }
            if word == "," {
                excepted = false;
            }
            let listed = |list: &Words| list.contains(word);
            if (listed(&NEGATION) && !self.is_harmless_negation(at)) || listed(&DOUBT) || listed(&HISTORY) {
                let notice = self.is_notice_word(at);
                if !notice {
                    return true;
                }
            }
            at += 1;
        }
        excepted || self.is_modified(end)
    }

    /// "with the following modification": another licence, that has no name.
    fn is_modified(&self, end: usize) -> bool {
        let near = (self.name.1..end.min(self.name.1 + 5)).any(|at| {
            matches!(
                self.word(at),
                "modification"
                    | "modifications"
                    | "modified"
                    | "modifie"
                    | "modifiee"
                    | "exception"
                    | "exceptions"
            )
        });
        let after = self.tokens.len().min(self.name.1 + 16);
        let said = (self.name.1..after).any(|at| {
            self.says(at, &["with", "the", "following", "modification"])
                || self.says(at, &["with", "the", "above", "modification"])
                || self.says(at, &["avec", "les", "modifications"])
        });
        near || said
    }

    fn says(&self, at: usize, phrase: &[&str]) -> bool {
        phrase
            .iter()
            .enumerate()
            .all(|(offset, word)| self.word(at + offset) == *word)
    }

    /// "commercial ou non", "non exclusive", "not only".
    fn is_harmless_negation(&self, at: usize) -> bool {
        match self.word(at) {
            "non" => {
                at > 0 && matches!(self.word(at - 1), "ou" | "or")
                    || matches!(
                        self.word(at + 1),
                        "exclusive"
                            | "exclusif"
                            | "commercial"
                            | "commerciale"
                            | "commerciales"
                            | "profit"
                            | "exclusivement"
                    )
            }
            "not" => self.word(at + 1) == "only",
            _ => false,
        }
    }

    /// Words of the grants themselves: "if you wish", "used under the terms of", "issued".
    fn is_notice_word(&self, at: usize) -> bool {
        match self.word(at) {
            "used" => {
                matches!(self.word(at.wrapping_sub(1)), "be" | "and" | "or" | "copied")
                    || self.word(at + 1) == "under"
            }
            "if" => self.word(at + 1) == "you" && matches!(self.word(at + 2), "wish" | "prefer" | "want"),
            "requires" | "required" => true,
            "when" | "quand" | "lorsque" => false,
            _ => false,
        }
    }

    /// Whether the nearest thing before the grant is someone else's work.
    fn is_others(&self, start: usize) -> bool {
        let first = self.from.min(start);
        let end = self.cue;
        let mut own = None;
        let mut other = None;
        let mut depth = 0_usize;
        for at in first..end {
            let word = self.word(at);
            match word {
                "(" => depth += 1,
                ")" => depth = depth.saturating_sub(1),
                _ => {}
            }
            // What stands in brackets is said in passing.
            if self.named(at) || depth > 0 {
                continue;
            }
            if self.is_own(at) {
                own = Some(at);
            } else if (OTHERS.contains(&word) || KNOWN.contains(&word)) && !self.is_own_noun(at) {
                other = Some(at);
            }
        }
        let Some(other) = other else {
            return self.is_foreign_data(first, end);
        };
        let after = own.is_some_and(|own| own > other);
        // "ce projet utilise X et est publié sous": the verb goes back to the first subject.
        let back = own.is_some() && self.goes_back(other, end);
        !(after || back) || self.is_foreign_data(first, end)
    }

    /// A determiner and a noun that show the project's own work.
    fn is_own(&self, at: usize) -> bool {
        let word = self.word(at);
        if !DETERMINERS.contains(&word) {
            return matches!(word, "we" | "nous") && at < self.cue;
        }
        let showing = SHOWING.contains(&word);
        let near = (at + 1..(at + 4).min(self.cue + 1)).find(|next| OWN.contains(&self.word(*next)));
        let between = near.is_some_and(|near| {
            (at + 1..near).all(|next| {
                !OTHERS.contains(&self.word(next)) && !matches!(self.word(next), "de" | "of" | "," | "des")
            })
        });
        // "le module X", "la bibliothèque X": a noun that others' works have too needs "ce".
        let noun = near.map_or("", |near| self.word(near));
        let shared = matches!(
            noun,
            "bibliotheque"
                | "library"
                | "librairie"
                | "module"
                | "plugin"
                | "extension"
                | "package"
                | "paquet"
                | "framework"
                | "composant"
                | "dossier"
                | "folder"
                | "directory"
                | "repertoire"
                | "component"
                | "theme"
                | "template"
                | "file"
                | "fichier"
                | "fichiers"
                | "files"
                | "base"
                | "modele"
                | "model"
                | "outil"
                | "tool"
                | "service"
                | "script"
                | "logiciel"
                | "api"
                | "plateforme"
        );
        let of_known = near.is_some_and(|near| {
            (near + 1..(near + 4).min(self.cue)).any(|next| KNOWN.contains(&self.word(next)))
        });
        between && !of_known && (showing || !shared || self.ends_noun(near))
    }

    /// Whether a verb or the grant follows a noun: "la bibliothèque est", not "la bibliothèque X est".
    fn ends_noun(&self, near: Option<usize>) -> bool {
        near.is_some_and(|near| {
            near + 1 >= self.cue
                || matches!(
                    self.word(near + 1),
                    "est"
                        | "sont"
                        | "is"
                        | "are"
                        | ","
                        | "of"
                        | "du"
                        | "de"
                        | "in"
                        | "dans"
                        | "may"
                        | "distribue"
                        | "publie"
                )
        })
    }

    /// Whether a word that brings in others stands in "this plugin", "ce module".
    fn is_own_noun(&self, at: usize) -> bool {
        let own = OWN.contains(&self.word(at));
        let before = (1..=2).filter_map(|back| at.checked_sub(back)).any(|at| {
            SHOWING.contains(&self.word(at))
                || (DETERMINERS.contains(&self.word(at)) && self.ends_noun(Some(at + 1)))
        });
        let genitive = matches!(self.word(at), "from" | "via" | "its" | "son" | "sa" | "ses") && own;
        (own && before) || genitive || (self.word(at) == "issue" && self.word(at + 1) == "tracker")
    }

    /// Whether the verb of the grant goes back over a phrase to the first subject.
    fn goes_back(&self, other: usize, end: usize) -> bool {
        let verb = |at: usize| matches!(self.word(at), "est" | "sont" | "is" | "are" | "reste" | "remains");
        let grants = |at: usize| {
            matches!(
                self.word(at),
                "publie"
                    | "distribue"
                    | "released"
                    | "distributed"
                    | "published"
                    | "licensed"
                    | "diffuse"
                    | "place"
                    | "soumis"
            )
        };
        (other + 1..end.min(self.tokens.len())).any(|at| {
            let joins = matches!(self.word(at), "et" | "and" | ",");
            joins && (verb(at + 1) || (self.word(at) != "," && grants(at + 1)))
        })
    }

    /// "les données de l'INSEE": data that the words give to someone else.
    fn is_foreign_data(&self, start: usize, end: usize) -> bool {
        const LINKS: &[&str] = &["de", "du", "des", "d", "from", "by", "par", "of"];
        const SKIPPED: &[&str] = &[
            "l", "la", "le", "les", "the", "ce", "cette", "ces", "this", "our", "notre", "nos",
        ];
        let noun = (start..end).rev().find(|at| {
            matches!(
                self.word(*at),
                "donnees"
                    | "data"
                    | "dataset"
                    | "datasets"
                    | "jeu"
                    | "jeux"
                    | "images"
                    | "photos"
                    | "base"
                    | "tiles"
                    | "tuiles"
            ) && !self.named(*at)
        });
        let Some(noun) = noun else { return false };
        if noun > start
            && matches!(
                self.word(noun - 1),
                "nos" | "notre" | "our" | "ces" | "these" | "ce" | "this"
            )
        {
            return false;
        }
        for at in noun + 1..end {
            let word = self.word(at);
            if LINKS.contains(&word) {
                let mut next = at + 1;
                while SKIPPED.contains(&self.word(next)) {
                    next += 1;
                }
                let target = self.word(next);
                if next < end
                    && target != "donnees"
                    && target != "data"
                    && !OWN.contains(&target)
                    && !is_inner(target)
                {
                    return true;
                }
            }
        }
        // "OpenStreetMap data".
        noun > start && KNOWN.contains(&self.word(noun - 1))
    }
}

/// Words after "données de" that are no one.
fn is_inner(word: &str) -> bool {
    matches!(
        word,
        "" | "test"
            | "tests"
            | "reference"
            | "exemple"
            | "nous"
            | "equipe"
            | "demonstration"
            | "sortie"
            | "resultats"
            | "us"
            | "team"
            | "referentiel"
            | "cartographie"
            | "recensement"
            | "defaut"
            | "default"
            | "production"
    )
}
