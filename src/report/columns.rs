//! The tables of a report and their columns, each with what it holds: what `whosaid generate columns` prints.

use super::terminal::Terminal;

/// A table of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// One row for each attribution.
    Attributions,
    /// One row for each claim.
    Claims,
    /// One row for each telling of a claim.
    Tellings,
    /// One row for each difference.
    Findings,
    /// One row for each speaker.
    Speakers,
    /// One row for each outlet.
    Outlets,
    /// One row for each article.
    Articles,
}

impl Table {
    /// All tables, in the order of their description.
    pub const ALL: [Table; 7] = [
        Table::Attributions,
        Table::Claims,
        Table::Tellings,
        Table::Findings,
        Table::Speakers,
        Table::Outlets,
        Table::Articles,
    ];

    /// What the table and its file are called.
    pub fn name(self) -> &'static str {
        match self {
            Table::Attributions => "attributions",
            Table::Claims => "claims",
            Table::Tellings => "tellings",
            Table::Findings => "findings",
            Table::Speakers => "speakers",
            Table::Outlets => "outlets",
            Table::Articles => "articles",
        }
    }

    /// The names of its columns, each with what it holds.
    pub fn columns(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Table::Attributions => &ATTRIBUTIONS,
            Table::Claims => &CLAIMS,
            Table::Tellings => &TELLINGS,
            Table::Findings => &FINDINGS,
            Table::Speakers => &SPEAKERS,
            Table::Outlets => &OUTLETS,
            Table::Articles => &ARTICLES,
        }
    }
}

/// Every table with its columns, for a person.
pub fn described(terminal: Terminal) -> String {
    let mut out = String::new();
    for table in Table::ALL {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&format!("{}.csv\n", table.name()));
        let names = table.columns().iter().map(|(name, _)| name.len());
        let width = names.max().unwrap_or_default() + 4;
        for (name, about) in table.columns() {
            let lines = terminal.wrapped(about, width);
            out.push_str(&format!("  {name:<0$}{1}", width - 2, &lines[width..]));
        }
    }
    out.push_str(
        "\nBehind the columns of attributions, tellings and speakers stand those of the file of speakers.\n",
    );
    out
}

const ATTRIBUTIONS: [(&str, &str); 32] = [
    ("article", "id that the input gave, or the file's name without its ending"),
    ("key", "id of the article made from its content"),
    ("outlet", "who published it"),
    ("date", "when, as YYYY-MM-DD"),
    ("url", "where"),
    ("title", "headline"),
    ("line", "line of the file, from 1; empty where the file is not plain text"),
    ("id", "id of the attribution"),
    ("speaker_id", "id of the speaker over all articles"),
    ("speaker", "name over all articles; of a source never named its own words"),
    ("type", "named_person, unnamed_person, named_organisation, unnamed_group, named_group, document, other"),
    ("role", "office or description in the article's words"),
    ("class", "what an unnamed source is counted as: official, expert, witness ..."),
    ("anonymity", "reason that the article gives for leaving the source unnamed"),
    ("channel", "how the words came out: statement, press_conference, social_media ..."),
    ("via", "agency or outlet that passed the words on"),
    ("addressee", "who was spoken to"),
    ("source", "words that name the source here"),
    ("cue", "words that report it"),
    ("content", "what was said, in full"),
    ("quoted", "the part of it in quotation marks"),
    ("kind", "direct (all in quotation marks), mixed (some), indirect (none)"),
    ("scope", "speech, or full for belief, knowledge, plans and the like"),
    ("voice", "quotation where at least half is in quotation marks, else reported"),
    ("start", "first code point of the content in the article's text"),
    ("end", "one past its last code point"),
    ("nested_in", "id of the attribution in whose content this one stands"),
    ("confidence", "estimated chance that content and source are right, 0 to 1"),
    ("pattern", "order of quotation (q), content (c), cue (v) and source (s)"),
    ("reason", "why it was found, in one sentence"),
    ("claim", "ids of the claims that it tells, with blanks between; empty in extract"),
    ("verdict", "gravest verdict of these claims: conflicting, consistent, single"),
];

const CLAIMS: [(&str, &str); 16] = [
    ("id", "id of the claim"),
    ("claim", "words of the fullest telling"),
    ("verdict", "conflicting, consistent, single (one account)"),
    ("confidence", "how sure the surest difference is, 0 to 1; empty where none counts"),
    ("point", "point at issue: what each side has"),
    ("kinds", "kinds of the differences that count"),
    ("accounts", "independent accounts; copies of one text count once"),
    ("tellings", "passages that tell it"),
    ("articles", "articles that tell it"),
    ("outlets", "number of outlets that tell it"),
    ("outlet_names", "their names, with | between"),
    ("speakers", "whom they give it to, with | between"),
    ("first_date", "date of the earliest telling"),
    ("last_date", "date of the latest telling"),
    ("findings", "differences, those that do not count included"),
    ("url", "address of the first article that has one"),
];

const TELLINGS: [(&str, &str); 20] = [
    ("cluster", "id of the claim"),
    ("claim", "words of its fullest telling"),
    ("verdict", "conflicting, consistent, single"),
    ("accounts", "independent accounts of the claim"),
    ("id", "id of the telling"),
    ("article", "id of the article as the input gave it"),
    ("outlet", "who published it"),
    ("date", "when"),
    ("url", "where"),
    ("path", "file that it came from"),
    ("line", "line of the file, from 1"),
    ("speaker", "who is reported to have said it; empty in the outlet's own voice"),
    ("words", "words that tell the claim"),
    ("start", "first code point in the article's text"),
    ("end", "one past the last"),
    ("account", "number of the account; tellings with one number copy one text"),
    ("attribution", "id of the attribution; empty in the outlet's own voice"),
    ("voice", "quotation, reported, own"),
    ("copied", "true where an earlier telling has the same account"),
    ("findings", "differences from others, with | between"),
];

const FINDINGS: [(&str, &str); 25] = [
    ("id", "id of the finding"),
    ("cluster", "id of the claim"),
    ("claim", "words of the claim"),
    ("verdict", "verdict on the claim"),
    ("kind", "negation, antonym, number, date, agent, speaker, wording, certainty, attribution"),
    ("nature", "discrepancy, dispute, update, harmless"),
    ("confidence", "how sure it is that the difference matters, 0 to 1"),
    ("a_outlet", "first side: who published it"),
    ("a_date", "when"),
    ("a_article", "its id"),
    ("a_url", "its address"),
    ("a_line", "line of its file"),
    ("a_speaker", "who is reported to have said it"),
    ("a_words", "deciding words"),
    ("a_text", "the whole telling"),
    ("b_outlet", "second side, likewise"),
    ("b_date", "when"),
    ("b_article", "its id"),
    ("b_url", "its address"),
    ("b_line", "line of its file"),
    ("b_speaker", "who is reported to have said it"),
    ("b_words", "deciding words"),
    ("b_text", "the whole telling"),
    ("because", "the difference in one sentence"),
    ("accepted", "date and note where the baseline accepts it"),
];

const SPEAKERS: [(&str, &str); 13] = [
    ("id", "id of the speaker"),
    ("name", "fullest name that any article gives"),
    ("type", "named_person, unnamed_person, named_organisation ..."),
    ("roles", "offices and descriptions, with | between"),
    ("attributions", "attributions that are theirs"),
    ("direct", "of these, all in quotation marks"),
    ("mixed", "partly in quotation marks"),
    ("indirect", "not in quotation marks"),
    ("outlets", "number of outlets that report them"),
    ("outlet_names", "their names, with | between"),
    ("first_date", "date of the first article"),
    ("last_date", "date of the last"),
    ("conflicting", "conflicting claims in which they are"),
];

const OUTLETS: [(&str, &str); 22] = [
    ("outlet", "name; empty for articles that give none"),
    ("articles", "its articles"),
    ("attributions", "their attributions"),
    ("direct", "of these, all in quotation marks"),
    ("direct_share", "share of the attributions, 0 to 1"),
    ("mixed", "partly in quotation marks"),
    ("mixed_share", "share"),
    ("indirect", "not in quotation marks"),
    ("indirect_share", "share"),
    ("anonymous", "by a person or group that is not named"),
    ("anonymous_share", "share"),
    ("official", "of the unnamed: officials, the police"),
    ("executive", "executives of companies"),
    ("expert", "analysts, professors"),
    ("witness", "witnesses, neighbours"),
    ("relative", "relatives"),
    ("source_close", "people familiar with the matter"),
    ("critic_or_supporter", "critics, supporters"),
    ("other", "others"),
    ("unattributed", "by nobody that the article tells"),
    ("unattributed_share", "share"),
    ("most_quoted", "whom it quotes most, with | between"),
];

const ARTICLES: [(&str, &str); 14] = [
    ("id", "id that the input gave, or the file's name without its ending"),
    ("key", "id made from its content"),
    ("outlet", "who published it"),
    ("date", "when"),
    ("title", "headline"),
    ("byline", "who wrote it"),
    ("url", "where"),
    ("path", "file that it came from"),
    ("attributions", "attributions in it"),
    ("direct", "of these, all in quotation marks"),
    ("mixed", "partly in quotation marks"),
    ("indirect", "not in quotation marks"),
    ("anonymous", "by a person or group that is not named"),
    ("unattributed", "by nobody that it tells"),
];
