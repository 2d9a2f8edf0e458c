//! What is found in short texts: one line for each attribution, `source | cue | content | pattern`,
//! stretches parted by ` … `, inner attributions set in.

use crate::ingest::Article;
use crate::{syntax, text};

use super::find;

#[track_caller]
fn check(body: &str, expected: &[&str]) {
    let article = Article { body: body.to_owned(), ..Article::default() };
    let document = text::read(&article);
    let found = find(&document, &syntax::analyse(&document));
    let shown: Vec<String> = found
        .iter()
        .map(|attribution| {
            let source = attribution.source.map_or("-", |span| span.of(body));
            let cue = attribution.cue.map_or("-", |span| span.of(body));
            let content: Vec<&str> = attribution.content.iter().map(|span| span.of(body)).collect();
            let indent = if attribution.nested_in.is_some() { "  " } else { "" };
            format!("{indent}{source} | {cue} | {} | {}", content.join(" … "), attribution.pattern)
        })
        .collect();
    assert_eq!(shown, expected, "in: {body}");
}

#[test]
fn a_quotation_before_after_and_around_its_cue() {
    check(
        "“We will open the bridge by March,” Mayor Elise Ortega told reporters on Monday.",
        &["Mayor Elise Ortega | told | “We will open the bridge by March,” | qsv"],
    );
    check(
        "“We will open the bridge,” said Ortega, “as soon as the cables hold.”",
        &["Ortega | said | “We will open the bridge,” … “as soon as the cables hold.” | qvsq"],
    );
    check(
        "“The cables are safe,” Ortega insisted, her voice rising, “and they will stay safe.”",
        &["Ortega | insisted | “The cables are safe,” … “and they will stay safe.” | qsvq"],
    );
    check("Ortega: “The cables will hold.”", &["Ortega | : | “The cables will hold.” | svq"]);
}

#[test]
fn a_quotation_that_goes_on_in_the_next_sentence() {
    check(
        "“We will open the bridge,” Ortega said. “The cables will hold.”",
        &["Ortega | said | “We will open the bridge,” … “The cables will hold.” | qsvq"],
    );
    check(
        "Ann Lee, a Harbour Party member, said she was worried. “The cables are old.”",
        &["Ann Lee, a Harbour Party member | said | she was worried … “The cables are old.” | svq"],
    );
}

/// Sentence after sentence without marks is no content without end.
#[test]
fn what_is_reported_without_marks_ends() {
    let body: String = (0..60).map(|number| format!("Orl Mar{number}ven said. ")).collect();
    let article = Article { body, ..Article::default() };
    let document = text::read(&article);
    for attribution in find(&document, &syntax::analyse(&document)) {
        let sentences: usize =
            attribution.content.iter().map(|part| part.of(&article.body).matches("said.").count()).sum();
        assert!(sentences <= 25, "{sentences} sentences are one content");
    }
}

#[test]
fn a_question_mark_before_the_closing_mark_does_not_end_the_sentence() {
    check("“Why now?” she asked.", &["she | asked | “Why now?” | qsv"]);
}

#[test]
fn indirect_speech_with_and_without_that() {
    check(
        "Mayor Elise Ortega said the bridge would open by March.",
        &["Mayor Elise Ortega | said | the bridge would open by March | svc"],
    );
    check(
        "Mayor Elise Ortega said that the bridge would open by March.",
        &["Mayor Elise Ortega | said | that the bridge would open by March | svc"],
    );
    check("Mayor says bridge will open in March", &["Mayor | says | bridge will open in March | svc"]);
}

#[test]
fn according_to_on_either_side() {
    check(
        "The bridge will open by March, according to Mayor Elise Ortega.",
        &["Mayor Elise Ortega | according to | The bridge will open by March | cvs"],
    );
    check(
        "According to the harbour board, the bridge will open by March.",
        &["the harbour board | According to | the bridge will open by March | vsc"],
    );
}

#[test]
fn an_apposition_between_name_and_cue() {
    check(
        "Hugh Hill, a doctor at the clinic, said the ward was full.",
        &["Hugh Hill, a doctor at the clinic | said | the ward was full | svc"],
    );
}

#[test]
fn a_parenthetical_cue_has_content_on_both_sides() {
    check(
        "Five years ago, he said, the rule made sense.",
        &["he | said | Five years ago … the rule made sense | csvc"],
    );
}

#[test]
fn denied_declined_and_negated() {
    check(
        "The engineer denied that the cables were old.",
        &["The engineer | denied | that the cables were old | svc"],
    );
    check("The board declined to comment.", &["The board | declined | to comment | svc"]);
    check(
        "Ortega did not say when the bridge would open.",
        &["Ortega | did not say | when the bridge would open | svc"],
    );
    check("She didn’t say “never.”", &["She | didn’t say | “never.” | svq"]);
}

#[test]
fn a_participle_shares_the_source() {
    check(
        "Brandt told the council that the cables were old, adding that two had snapped.",
        &["Brandt | told | that the cables were old | svc", "Brandt | adding | that two had snapped | svc"],
    );
}

#[test]
fn the_listener_is_in_no_span() {
    check(
        "Brandt told the council that the cables were old.",
        &["Brandt | told | that the cables were old | svc"],
    );
}

#[test]
fn asked_and_urged() {
    check(
        "Brandt urged residents to stay away from the river.",
        &["Brandt | urged | residents to stay away from the river | svc"],
    );
}

#[test]
fn an_inner_attribution_stands_in_the_outer_one() {
    check(
        "Ortega said Brandt had promised a new bridge.",
        &[
            "Ortega | said | Brandt had promised a new bridge | svc",
            "  Brandt | had promised | a new bridge | svc",
        ],
    );
}

#[test]
fn a_signature_beneath_a_quotation() {
    check("“The cables will hold.” — Elise Ortega", &["Elise Ortega | — | “The cables will hold.” | qvs"]);
}

#[test]
fn the_turns_of_a_transcript() {
    check(
        "ORTEGA: The cables will hold. I am sure of it.\n\nBRANDT: Two have snapped.\n\nORTEGA: They were old.",
        &[
            "ORTEGA | : | The cables will hold. I am sure of it. | svc",
            "BRANDT | : | Two have snapped. | svc",
            "ORTEGA | : | They were old. | svc",
        ],
    );
}

#[test]
fn a_block_set_apart_ends_where_the_layout_says() {
    check(
        "In a letter, Elise Ortega wrote:\n\n> The cables are old. We will close the bridge.\n\nThe bridge opened in 1931.",
        &["Elise Ortega | wrote | The cables are old. We will close the bridge. | svc"],
    );
    check(
        "Ortega said in a statement:\n\n    We are sorry.\n    It will be over by May.\n\nThe bridge opened in 1931.\n\n\
         Nobody came.\n\nThe quay was empty.\n\nIt rained.\n\nThe ferry left.\n\nThe toll will rise.",
        &["Ortega | said in a statement | We are sorry. … It will be over by May. | svc"],
    );
}

#[test]
fn a_figure_behind_the_cue_belongs_to_the_content() {
    check(
        "The relief office said 6,301 people had died in the storm.",
        &["The relief office | said | 6,301 people had died in the storm | svc"],
    );
}

#[test]
fn the_answers_of_an_interview() {
    check(
        "Elise Ortega has run the bridge for nine years.\n\nWas it hard?\n\n“Yes. I cried for a week.”\n\nAnd now?\n\n\
         “I will sail.”\n\nThe bridge opened in 1931.",
        &["Elise Ortega | ? | “Yes. I cried for a week.” | svq", "Elise Ortega | ? | “I will sail.” | svq"],
    );
}

#[test]
fn what_stands_in_a_quotation_is_not_quoted_once_more() {
    let article =
        Article { body: "“I only wanted to sail,” said Elise Ortega.".to_owned(), ..Article::default() };
    let document = text::read(&article);
    let found = find(&document, &syntax::analyse(&document));
    let inner: Vec<_> = found.iter().filter(|found| found.nested_in.is_some()).collect();
    assert!(
        inner.iter().all(|found| found.quoted.is_empty() && found.scope == super::Scope::Full),
        "{inner:?}"
    );
}

#[test]
fn no_source_where_the_text_names_none() {
    check(
        "The council is expected to vote on Tuesday.",
        &["- | is expected | The council … to vote on Tuesday | cvc"],
    );
}

/// How many attributions a text has that goes on and on, and how many stretches the longest content has.
fn grown(piece: &str, count: usize) -> (usize, usize) {
    let article = Article { body: piece.repeat(count), ..Article::default() };
    let document = text::read(&article);
    let syntax = syntax::analyse(&document);
    let found = find(&document, &syntax);
    (found.len(), found.iter().map(|attribution| attribution.content.len()).max().unwrap_or(0))
}

#[test]
fn a_sentence_without_end_has_few_cues_however_long_it_is() {
    for piece in ["said ", "“He said ‘", "said that he ", "he said “yes,” ", "SAID THE MAYOR ", ": "]
    {
        let (count, stretches) = grown(piece, 3000);
        let words = 3000 * piece.split_whitespace().count().max(1);
        assert!(count <= words / 4, "{piece}: {count} attributions");
        assert!(stretches <= 125, "{piece}: {stretches} stretches");
    }
}

#[test]
fn leftover_quotations_are_taken_up_however_many_there_are() {
    // Each note posts a quotation that no attribution took.
    let (count, _) = grown("“The pilots have had no boat of their own since May,” Velde notes.\n\n", 300);
    assert_eq!(count, 300);
}

#[test]
fn nothing_to_find() {
    check("", &[]);
    check("“ ” ‘ ’ \"", &[]);
    check("The bridge is long. It has two towers.", &[]);
}

#[test]
fn a_nickname_is_no_quotation() {
    check("The band goes by the name “Rustbucket” and plays on Fridays.", &[]);
}

#[test]
fn two_cues_share_a_sentence_and_each_has_its_own_words() {
    check(
        "“The harbour is closed,” Ms. Dale wrote on Twitter, saying that “storms are a danger.”",
        &[
            "Ms. Dale | wrote on Twitter | “The harbour is closed,” | qsv",
            "Ms. Dale | saying | that “storms are a danger.” | svq",
        ],
    );
}

#[test]
fn what_goes_on_in_the_next_paragraph_is_a_stretch_of_its_own() {
    check(
        "Lee said: “The lock is old. It leaks.\n\n“We will mend it in May.”",
        &["Lee | said | “The lock is old. It leaks. … “We will mend it in May.” | svq"],
    );
}

#[test]
fn a_whole_sentence_in_marks_is_not_left_over() {
    // "notes" looks like a noun here: who said it stays open, that it was said does not.
    check(
        "“The pilots have had no boat of their own since May,” Velde notes.",
        &["- | notes | “The pilots have had no boat of their own since May,” | qv"],
    );
}

#[test]
fn a_quotation_broken_off_for_its_cue_is_taken_up_again() {
    check(
        "“Is it true,” Chief Judge Norum asked Mr. Hale, “that Port-Mart’s toll gap along the harbour came to more than a crown?”",
        &[
            "Chief Judge Norum | asked | “Is it true,” … “that Port-Mart’s toll gap along the harbour came to more than a crown?” | qsvq",
        ],
    );
}

#[test]
fn when_it_was_said_is_not_what_was_said() {
    check(
        "The Harrow Swing Bridge will carry traffic again next month, the mayor of Northfold promised on Monday.",
        &[
            "the mayor of Northfold | promised | The Harrow Swing Bridge will carry traffic again next month | csv",
        ],
    );
}

#[test]
fn nothing_runs_over_the_turns_of_a_transcript() {
    check(
        "The hearing went on as follows:\n\n\"DUNE: Who checked the cable?\n\n\"ODELL: Nobody did. We had no lamp.\n\n\"DUNE: No lamp at all?\n\n\"ODELL: None that worked.\"",
        &[
            "DUNE | : | Who checked the cable? | svq",
            "ODELL | : | Nobody did. We had no lamp. | svq",
            "DUNE | : | No lamp at all? | svq",
            "ODELL | : | None that worked.\" | svq",
        ],
    );
}

#[test]
fn a_quotation_goes_on_for_the_cue_that_it_began_with() {
    check(
        "\"The pier is ours,\" Odell said, going on to argue that the town had spent \"ten years on plans. We have seen no plank of it.\"",
        &[
            "Odell | said | \"The pier is ours,\" | qsv",
            "Odell | going on to argue | that the town had spent \"ten years on plans. We have seen no plank of it.\" | svq",
        ],
    );
}
