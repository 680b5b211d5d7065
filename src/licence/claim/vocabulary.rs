// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Words that tell a grant from a denial, a doubt, a memory, a plan, an advice and the work of others.

use super::wordlist::{Words, set};

/// "is not", "n'est plus", "rather than".
pub(super) static NEGATION: Words = Words::new(|| {
    set(
        "not isn aren wasn doesn don never neither nor cannot ne n aucun aucune jamais instead rather plutot lieu \
     contrairement unlike ni longer hors interdit interdite forbidden nullement non refuse refuses rejette \
     abandonne abandonnee quitte",
    )
});

/// Doubt, advice and plans.
pub(super) static DOUBT: Words = Words::new(|| {
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
     incompatible incompatibles accept accepts acceptons accepte autorisees allowed intend intends intending \
     souvent often usually typically generalement habituellement frequemment mostly",
    )
});

/// What was once.
pub(super) static HISTORY: Words = Words::new(|| {
    set(
        "previously formerly former was were used anciennement ancienne ancien etait etaient jusqu jusque until \
     till avant initialement initially originally origine originellement auparavant autrefois historically \
     historiquement prior fut premiere premieres old earlier had avait avaient been passe precedemment \
     precedente precedentes older once anterieure anterieures anterieur anterieurement",
    )
});

/// What holds since a change.
pub(super) const NOW: &[&str] = &[
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
pub(super) const EXCEPTIONS: &[&[&str]] = &[
    &["sauf", "mention"],
    &["sauf", "indication"],
    &["sauf", "precision"],
    &["hors", "mention"],
    &["hors", "indication"],
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
pub(super) const EXCEPT: &[&str] = &[
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
pub(super) static OTHERS: Words = Words::new(|| {
    set(
        "votre vos your heritees inherited utilise utilisent utilisons utilisant utilisee utilisees utilises uses use using bundles bundle bundled \
     bundling includes include included including inclut incluent inclus incluse embarque embarquent \
     embarquee embarquees integre integrent contains contain contient contiennent based base basee bases \
     basees repose reposent fork forked derive derived derivee derives depends depend dependance dependances \
     dependency dependencies third tiers tierce tierces plugin plugins vendored upstream amont powered \
     provient proviennent provenant issue issues issus issu comes come from fourni fournie fournis fournies \
     greffon greffons police polices fonte fontes font fonts icon icons icone icones logo logos pictogrammes emoji emojis via \
     module modules composant composants component components repris reprend reprise emprunte inspire \
     inspired requires necessite concurrent alternative alternatives extension framework moteur engine \
     polyfill dossier folder directory vendor embeds embedded wraps contrairement comme like similaire \
     similar tel such cites copied copie adapted adapte adaptee borrowed theme template starter boilerplate \
     fond fonds map maps auteurs concurrents plusieurs certains certaines some other autres autre another \
     others leur leurs their son sa ses its fichier file outils tools projets projects bibliotheques \
     libraries logiciels frameworks packages depots repositories repos merci thanks thank remercions remercie \
     remerciements kudos inspiree inspirees inspires traduit traduite traduits traduites translated remplace \
     remplacent remplacant replaces replacing",
    )
});

/// What says that a work was made from the one behind it.
pub(super) static MADE_FROM: Words = Words::new(|| {
    set(
        "inspire inspiree inspires inspirees inspired adapte adaptee adaptes adaptees adapted derive derivee derives \
     derivees derived tire tiree tires tirees taken copie copiee copies copiees copied issu issue issus issues \
     traduit traduite traduits traduites translated based extrait extraite extraits extraites extracted repris \
     reprise reprises",
    )
});

/// Works that projects name beside their own.
pub(super) static KNOWN: Words = Words::new(|| {
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
pub(super) static OWN: Words = Words::new(|| {
    set(
        "dossier folder directory supports ressources datasets csv tables table interface serveur server client frontend backend tiles tuiles projet project code codes source sources depot repo repository logiciel software application app \
     documentation docs donnees data dataset datasets contenu contenus content contents outil tool site \
     library bibliotheque librairie program programme script scripts package paquet work works oeuvre travail \
     texte textes guide guides fichiers files file fichier base api service plateforme module plugin \
     extension repertoire images illustrations jeu jeux article articles document documents rapport modele \
     model simulateur ensemble everything tout website product produit license template theme framework \
     composant component bundle photos schemas contributions crate gem distribution version form",
    )
});

/// Words before such a noun.
pub(super) static DETERMINERS: Words = Words::new(|| {
    set("ce cet cette ces this these our notre nos mon my the le la les l all tout toute tous toutes du")
});

/// Determiners that show what is the project's own, whatever the noun.
pub(super) const SHOWING: &[&str] = &[
    "ce", "cet", "cette", "ces", "this", "these", "our", "notre", "nos", "mon", "my",
];
