//! What belongs to a name, and what bears one. The marks are those of `tests.rs`.

use super::tests::{check, check_kind};
use super::{SpeakerKind, UnnamedClass};

#[test]
fn names_whose_words_mean_something_else() {
    check("[April Hale, a clerk,] {said} so. [Hale] {agreed}.", &["April Hale", "April Hale"]);
    check("[Dean Hale, a clerk,] {said} so. [Hale] {agreed}.", &["Dean Hale", "Dean Hale"]);
    check("Bryan English is a pilot. [Mr. English] {said} so.", &["Bryan English"]);
    check("[David French of the Harbour Board] {said} so.", &["David French"]);
    check("[Chad Orde, the board’s chairman,] {said} so. [Orde] {agreed}.", &["Chad Orde", "Chad Orde"]);
}

#[test]
fn a_place_of_work_is_no_part_of_a_name() {
    check("[Pastor Joe Marsh of Harbour Street Church] {said} so.", &["Joe Marsh"]);
    check("[Harbour FM Vice President for tides and weather Ann Lee] {said} so.", &["Ann Lee"]);
    check("[Dunmere, N.H.-based Harbour Foods] {said} so.", &["Harbour Foods"]);
    check("The paper waited. Enter The Harbour Courier. [The Courier] {said} so.", &["Harbour Courier"]);
}

#[test]
fn all_whom_a_row_names_are_meant() {
    check(
        "[Vennland Mayor Ann Lee and Sen. Tom Hale as well as former Vennland Mayor Joe Marsh] {said} so.",
        &["Ann Lee, Tom Hale and Joe Marsh"],
    );
    check(
        "[Hale’s fiercest local critics, Sens. Ann Lee of Dunmere and Joe Marsh,] {said} so.",
        &["Ann Lee and Joe Marsh"],
    );
    check("[The second pilot, her uncle Joe Marsh, 61,] {said} so.", &["Joe Marsh"]);
}

#[test]
fn a_body_that_bears_a_name_is_not_its_bearer() {
    check("Ann Lee spoke at the Ann Lee Center. [Lee] {said} so.", &["Ann Lee"]);
    check("Ann Lee was for it. Team Lee was tired. [Lee] {said} so.", &["Ann Lee"]);
}

#[test]
fn a_relative_clause_of_several_is_not_about_the_one_named_last() {
    check_kind(
        "Aides such as Joe Marsh, [who] {say} so, are tired.",
        SpeakerKind::UnnamedGroup,
        Some(UnnamedClass::Official),
    );
}
