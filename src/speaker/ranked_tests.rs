//! Whom pronouns, descriptions and the first person stand for, and what belongs to a name. The marks are those
//! of `tests.rs`.

use super::tests::{check, check_kind, marked, names};
use super::*;
use crate::place::Span;
use crate::{syntax, text};

#[test]
fn who_has_just_been_brought_in_takes_the_floor() {
    for woman in
        ["Ruth Adler agreed.", "Ruth Adler shook her head.", "Ruth Adler, 58, lost a boat in the storm."]
    {
        check(
            &format!(
                "The council met on Tuesday to hear about the old pier.\n\n\
                 “We have no choice,” {{said}} [Elise Ortega], who chairs the board.\n\n\
                 {woman}\n\n“There is always one,” [she] {{said}}."
            ),
            &["Elise Ortega", "Ruth Adler"],
        );
    }
}

#[test]
fn a_nickname_is_a_part_of_the_name() {
    for name in ["Thomas “Biscuit” Orde", "Thomas (Biscuit) Orde"] {
        check(&format!("[{name}] {{spoke}} first. “It will be missed,” [Orde] {{said}}."), &[name, name]);
    }
}

#[test]
fn an_initial_that_is_a_small_word_belongs_to_the_name() {
    check(
        "The letter came from her attorney, Gregory A. Brandt, on Monday. [Brandt] {said} it was true.",
        &["Gregory A. Brandt"],
    );
}

#[test]
fn several_names_are_joined_as_in_prose() {
    check(
        "[Paul Brandt, Anna Lindholm and Thomas Hale] {said} so.",
        &["Paul Brandt, Anna Lindholm and Thomas Hale"],
    );
}

#[test]
fn a_campaign_bears_the_name_of_whose_it_is() {
    check("Thomas Hale runs for mayor. [His campaign] {said} he would win.", &["Hale’s campaign"]);
}

#[test]
fn the_first_person_is_who_speaks_or_the_author() {
    let (article, mut attributions) = marked("“[I] {hope} so,” [Elise Ortega] {said}. [You] {know} it.");
    attributions[1].content = vec![Span::new(0, article.body.find("so").expect("it is there") + 4)];
    attributions[0].nested_in = Some(1);
    let document = text::read(&article);
    let syntax = syntax::analyse(&document);
    assert_eq!(
        names(&resolve(&article, &document, &syntax, &attributions)),
        ["Elise Ortega", "Elise Ortega", "?"]
    );
    check("[I] {think} that the pier must stay.", &["author"]);
}

#[test]
fn parties_are_named_groups_and_most_of_their_members_are_not() {
    check_kind("[House Democrats] {said} so.", SpeakerKind::NamedGroup, None);
    check_kind("[Many Democrats] {said} so.", SpeakerKind::UnnamedGroup, Some(UnnamedClass::Official));
}

#[test]
fn both_are_the_two_who_were_spoken_of_last() {
    check(
        "Elise Ortega opened the talks with Paul Brandt. [Both] {said} that the pier must stay.",
        &["Elise Ortega and Paul Brandt"],
    );
}

#[test]
fn a_description_leaves_out_what_only_adds_to_it() {
    check(
        "[A former clerk, speaking on condition of anonymity,] {said} so. [Drivers who use the bridge] {agreed}. [People who live there] {did not say}.",
        &["former clerk", "Drivers", "People who live there"],
    );
}

#[test]
fn a_study_by_somebody_is_not_that_person() {
    check_kind(
        "[A study by a young sociologist, Ann Lindholm,] {found} no harm.",
        SpeakerKind::Document,
        None,
    );
}
