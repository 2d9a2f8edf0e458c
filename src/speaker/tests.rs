//! Who the sources of invented articles are. Square brackets mark a source, braces its cue; the
//! expected names stand in the same order.

use super::*;
use crate::attribution::{Kind, Scope};
use crate::place::Span;
use crate::{syntax, text};

/// Takes the marks out of an article and makes attributions of them.
pub(super) fn marked(markup: &str) -> (Article, Vec<Attribution>) {
    let mut body = String::new();
    let (mut sources, mut cues) = (Vec::new(), Vec::new());
    let mut open = 0;
    for letter in markup.chars() {
        match letter {
            '[' | '{' => open = body.len(),
            ']' => sources.push(Span::new(open, body.len())),
            '}' => cues.push(Span::new(open, body.len())),
            _ => body.push(letter),
        }
    }
    let nearest = |source: &Span| cues.iter().copied().min_by_key(|cue| cue.start.abs_diff(source.start));
    let attributions = sources.iter().map(|source| attribution(*source, nearest(source))).collect();
    (
        Article {
            id: "test".to_owned(),
            outlet: Some("Dunmere Courier".to_owned()),
            body,
            ..Article::default()
        },
        attributions,
    )
}

fn attribution(source: Span, cue: Option<Span>) -> Attribution {
    Attribution {
        source: Some(source),
        cue,
        content: Vec::new(),
        quoted: Vec::new(),
        kind: Kind::Direct,
        scope: Scope::Speech,
        listener: None,
        nested_in: None,
        confidence: 1.0,
        pattern: String::new(),
        reason: String::new(),
    }
}

fn cast_of(markup: &str) -> Cast {
    let (article, attributions) = marked(markup);
    let document = text::read(&article);
    let syntax = syntax::analyse(&document);
    resolve(&article, &document, &syntax, &attributions)
}

/// Who each source is: its name, or "?" where the room abstains.
pub(super) fn names(cast: &Cast) -> Vec<&str> {
    let name = |resolution: &Option<Resolution>| match resolution {
        Some(resolution) => cast.speakers[resolution.speaker].name.as_str(),
        None => "?",
    };
    cast.resolutions.iter().map(name).collect()
}

#[track_caller]
pub(super) fn check(markup: &str, expected: &[&str]) {
    assert_eq!(names(&cast_of(markup)), expected, "{markup}");
}

#[track_caller]
pub(super) fn check_kind(markup: &str, kind: SpeakerKind, class: Option<UnnamedClass>) {
    let cast = cast_of(markup);
    let speaker = &cast.speakers[cast.resolutions[0].as_ref().unwrap().speaker];
    assert_eq!((speaker.kind, speaker.class), (kind, class), "{markup}");
}

#[track_caller]
fn check_channel(markup: &str, expected: Channel) {
    assert_eq!(cast_of(markup).tellings[0].channel, expected, "{markup}");
}

#[test]
fn a_surname_is_the_full_name_given_before() {
    check(
        "[Elise Ortega], the mayor of Dunmere, {said} the bridge would open. [Ortega] {added} that it was safe.",
        &["Elise Ortega", "Elise Ortega"],
    );
}

#[test]
fn a_surname_in_the_headline_is_the_full_name_given_below() {
    check(
        "[Ortega] {says} bridge is safe\n\n[Mayor Elise Ortega] {said} on Monday that the bridge was safe.",
        &["Elise Ortega", "Elise Ortega"],
    );
}

#[test]
fn an_apposition_between_name_and_cue_belongs_to_the_name() {
    check("“It is safe,” [Thomas Hale, a doctor], {said}.", &["Thomas Hale"]);
    check("“It is safe,” [Thomas Hale, who became harbour master in July,] {said}.", &["Thomas Hale"]);
}

#[test]
fn he_added_is_who_spoke_before() {
    check(
        "“The pier is closed,” [Thomas Hale] {said}. “Nobody may pass,” [he] {added}.",
        &["Thomas Hale", "Thomas Hale"],
    );
}

#[test]
fn a_name_inside_the_quotation_is_not_its_speaker() {
    check(
        "[Anna Lindholm] {criticised} the plan on Tuesday. “Thomas Hale and Peter Brandt know it is wrong,” [she] {said}. “Hale should resign,” [she] {added}.",
        &["Anna Lindholm", "Anna Lindholm", "Anna Lindholm"],
    );
}

#[test]
fn pronouns_follow_gender() {
    check(
        "Anna Lindholm met Thomas Hale in Dunmere on Friday. “We agree,” [she] {said}. “We do not,” [he] {replied}.",
        &["Anna Lindholm", "Thomas Hale"],
    );
}

#[test]
fn pronouns_reach_over_paragraphs() {
    check(
        "Mayor Elise Ortega opened the bridge on Friday.\n\nHundreds of people came to see it.\n\n“It is a good day,” [she] {said}.",
        &["Elise Ortega"],
    );
}

#[test]
fn a_gender_is_learnt_from_a_title() {
    check(
        "Mr. Quillon met Ms. Tarrant on Friday. “It was short,” [she] {said}. “It was long,” [he] {said}.",
        &["Tarrant", "Quillon"],
    );
}

#[test]
fn they_stands_for_a_body_or_a_group() {
    check("The Harbour Board met on Monday. [They] {said} the pier would stay closed.", &["Harbour Board"]);
    check("Fishermen gathered at the pier. [They] {said} the ban was unfair.", &["Fishermen"]);
}

#[test]
fn a_relative_clause_speaks_for_its_noun() {
    check("The ban was praised by Elise Ortega, [who] {said} it would save the harbour.", &["Elise Ortega"]);
}

#[test]
fn a_possessive_is_its_bearer() {
    check(
        "Elise Ortega opened the bridge. [Ortega’s] {claim} that it was safe drew laughter, as did [her] {remark} that it was cheap.",
        &["Elise Ortega", "Elise Ortega"],
    );
}

#[test]
fn two_people_of_one_surname_stay_two() {
    check(
        "Senator Paul Brandt and his rival Anna Brandt met on Monday. [Paul Brandt] {called} the tax unfair. [Anna Brandt] {defended} it.",
        &["Paul Brandt", "Anna Brandt"],
    );
}

#[test]
fn a_surname_that_two_people_share_is_left_as_it_stands() {
    let markup = "Paul Brandt and Anna Brandt met on Monday. [Brandt] {said} the tax was unfair.";
    check(markup, &["Brandt"]);
    let cast = cast_of(markup);
    assert_eq!(
        cast.resolutions[0].as_ref().unwrap().reason,
        "ambiguous: it may be Paul Brandt or Anna Brandt"
    );
}

#[test]
fn a_title_tells_two_bearers_of_a_surname_apart() {
    check(
        "Paul Brandt and Anna Brandt met on Monday. [Mrs. Brandt] {said} the tax was unfair.",
        &["Anna Brandt"],
    );
}

#[test]
fn a_title_may_stand_between_a_body_and_a_name() {
    check(
        "[Department of Harbour Safety Undersecretary Suzanne Tarrant] {said} so. Attorney General Lora \
         Lenck stayed away. “It is safe,” [Tarrant] {said}.",
        &["Suzanne Tarrant", "Suzanne Tarrant"],
    );
}

#[test]
fn titles_before_and_after_are_not_the_name() {
    check("[Harbour Safety Undersecretary Suzanne Tarrant] {said} so.", &["Suzanne Tarrant"]);
    check("[Norland’s ambassador to the United States, Peter Lund,] {said} so.", &["Peter Lund"]);
    check("[Attorney General Roy Quillon (D)] {said} so.", &["Roy Quillon"]);
    check("[Secretary of State Ann Tarrant] {said} so.", &["Ann Tarrant"]);
}

#[test]
fn a_surname_that_is_a_word_of_office() {
    check("Howard Dean spoke on Monday. [Dean, a doctor,] {said} the plan was wrong.", &["Howard Dean"]);
}

#[test]
fn family_names_that_come_first() {
    check("Zhang Weimin spoke in Dunmere. [Zhang] {said} the port would grow.", &["Zhang Weimin"]);
}

#[test]
fn particles_belong_to_the_surname() {
    check(
        "Joost van der Meer spoke on Monday. [Van der Meer] {said} the dyke would hold.",
        &["Joost van der Meer"],
    );
    check("[Bill de Winter] {said} so. “No,” [de Winter] {added}.", &["Bill de Winter", "Bill de Winter"]);
}

#[test]
fn initials_and_short_forms_are_one_person() {
    check(
        "[Robert J. Tarrant] {said} so on Monday. [Bob Tarrant] {said} otherwise on Friday.",
        &["Robert J. Tarrant", "Robert J. Tarrant"],
    );
}

#[test]
fn short_forms_of_bodies_are_the_body() {
    check(
        "[The Department of Harbour Safety] {said} on Monday that nobody was hurt. [DHS] {added} nothing. [Harbour Safety] {declined} to comment.",
        &["Department of Harbour Safety", "Department of Harbour Safety", "Department of Harbour Safety"],
    );
    check(
        "[The Office of Pier Management (OPM)] {said} so on Monday. [OPM] {added} that it was sorry.",
        &["Office of Pier Management", "Office of Pier Management"],
    );
}

#[test]
fn a_campaign_is_not_its_candidate() {
    check("Elise Ortega spoke on Monday. [The Ortega campaign] {said} she would win.", &["Ortega campaign"]);
}

#[test]
fn a_description_is_who_holds_the_office() {
    check(
        "Mayor Elise Ortega opened the bridge with Senator Paul Brandt. [The mayor] {said} it was safe. [The senator] {agreed}.",
        &["Elise Ortega", "Paul Brandt"],
    );
}

#[test]
fn a_description_that_fits_two_stays_a_description() {
    check(
        "Senator Paul Brandt met Senator Thomas Hale on Monday. [The senator] {said} nothing.",
        &["senator"],
    );
}

#[test]
fn the_newspaper_is_the_one_named() {
    check(
        "The Dunmere Courier reported the story first. [The newspaper] {said} it had proof.",
        &["Dunmere Courier"],
    );
}

#[test]
fn several_names_are_a_group() {
    check(
        "[Senators Paul Brandt (D-Norland) and Anna Lindholm] {said} so.",
        &["Paul Brandt and Anna Lindholm"],
    );
}

#[test]
fn a_description_with_a_name_behind_it_is_the_name() {
    check("[One of the family’s lawyers, Thomas Hale,] {said} so.", &["Thomas Hale"]);
    check(
        "[A lawyer for the family of Anna Lindholm] {said} so.",
        &["lawyer for the family of Anna Lindholm"],
    );
}

#[test]
fn a_name_and_others_are_more_than_the_name() {
    check("[Elise Ortega and her allies] {said} so.", &["Elise Ortega and her allies"]);
    check("Elise Ortega came. [She and her husband] {said} so.", &["She and her husband"]);
    check("[Norland and Iskran officials] {said} so.", &["Norland and Iskran officials"]);
}

#[test]
fn father_and_son_are_two() {
    check(
        "Paul Brandt and Paul Brandt Jr. came on Monday. [Brandt Jr.] {said} so. [Paul Brandt] {agreed}.",
        &["Paul Brandt Jr.", "Paul Brandt"],
    );
    check(
        "Governor Brandt spoke in Kester on Monday. [Brandt] {said} so. Later Paul Brandt Jr. came. [Mr. Brandt] {agreed}.",
        &["Brandt", "Brandt"],
    );
    check("The pianist Paul Brandt Jr. came on Monday. [Mr. Brandt] {agreed}.", &["Paul Brandt Jr."]);
}

#[test]
fn offices_with_of_and_joined_titles() {
    check("[Speaker of the House Nora Quillon] {said} so on Monday.", &["Nora Quillon"]);
    check("[Governor-elect Nora Quillon] {said} so on Monday.", &["Nora Quillon"]);
    check("[then-Senator Nora Quillon] {said} so on Monday.", &["Nora Quillon"]);
}

#[test]
fn a_source_that_ends_within_a_name_is_the_name() {
    check(
        "The paper came from [the Tax Policy] Centre, it {said}. The Tax Policy Centre is small.",
        &["Tax Policy Centre"],
    );
}

#[test]
fn those_around_somebody_are_not_him() {
    check("Thomas Hale resigned. [Those around him] {said} he was tired.", &["Those around him"]);
    check("Thomas Hale resigned. [Hale himself] {said} he was tired.", &["Thomas Hale"]);
}

#[test]
fn the_study_is_the_one_described_before() {
    check(
        "A new study of harbour towns came out on Monday. [The study] {says} that they shrink.",
        &["new study of harbour towns"],
    );
}

#[test]
fn a_description_right_after_a_name_is_the_name() {
    check(
        "Nora Quillon opened the congress on Monday. “We shall win,” [the Harbour List nominee] {said}.",
        &["Nora Quillon"],
    );
}

#[test]
fn a_description_of_another_party_or_state_is_somebody_else() {
    check(
        "Sen. Paul Brandt (R-Ohio) spoke on Monday. [The Vermont senator] {disagreed}.",
        &["Vermont senator"],
    );
}

#[test]
fn the_company_is_the_one_that_the_article_is_about() {
    check(
        "The mill of Quillon Marsh closed on Monday. Quillon Marsh employees wept, and Quillon Marsh shares fell. [The company] {said} it was sorry.",
        &["Quillon Marsh"],
    );
}

#[test]
fn the_unnamed_stay_unnamed_and_are_counted_by_class() {
    use SpeakerKind::{Document, UnnamedGroup, UnnamedPerson};
    let some = Some;
    check_kind("[A senior administration official] {said} so.", UnnamedPerson, some(UnnamedClass::Official));
    check_kind(
        "[Two people familiar with the talks] {said} so.",
        UnnamedGroup,
        some(UnnamedClass::SourceClose),
    );
    check_kind("[Analysts] {said} so.", UnnamedGroup, some(UnnamedClass::Expert));
    check_kind("[A witness] {said} so.", UnnamedPerson, some(UnnamedClass::Witness));
    check_kind("[His mother] {said} so.", UnnamedPerson, some(UnnamedClass::Relative));
    check_kind("[Critics] {say} so.", UnnamedGroup, some(UnnamedClass::CriticOrSupporter));
    check_kind("[Residents] {say} so.", UnnamedGroup, some(UnnamedClass::Other));
    check_kind("[A new report] {says} so.", Document, None);
}

#[test]
fn the_reason_for_anonymity_is_kept() {
    let markup = "[An official] {said} on condition of anonymity because he was not authorised to speak.";
    let cast = cast_of(markup);
    let (article, _) = marked(markup);
    let reason = cast.tellings[0].anonymity.map(|span| span.of(&article.body).to_owned());
    assert_eq!(reason.as_deref(), Some("because he was not authorised to speak"));
}

#[test]
fn channels() {
    check_channel("“No,” [Elise Ortega] {said in a statement}.", Channel::Statement);
    check_channel("“No,” [Elise Ortega] {told} reporters.", Channel::PressConference);
    check_channel("“No,” [Elise Ortega] {told} the Norland Herald after the vote.", Channel::OtherInterview);
    check_channel("“No,” [Elise Ortega] {told} the Dunmere Courier after the vote.", Channel::ThisOutlet);
    check_channel("“No,” [Elise Ortega] {wrote on Twitter}.", Channel::SocialMedia);
    check_channel("“No,” [Elise Ortega] {said} in a speech in Dunmere.", Channel::Speech);
    check_channel("“No,” [Elise Ortega] {testified}.", Channel::Document);
    check_channel("“No,” [Elise Ortega] {said}.", Channel::Unstated);
}

#[test]
fn who_passes_the_words_on_is_kept() {
    let cast = cast_of("“No,” [Elise Ortega] {said}, according to the Norland Herald.");
    let via = cast.tellings[0].via.map(|speaker| cast.speakers[speaker].name.as_str());
    assert_eq!(via, Some("Norland Herald"));
    assert_eq!(cast.tellings[0].channel, Channel::OtherReport);
}

#[test]
fn a_pronoun_that_nobody_fits_is_left_open() {
    let cast = cast_of("The harbour froze. “It is cold,” [she] {said}.");
    assert_eq!(names(&cast), ["?"]);
    assert_eq!(cast.doubts[0].as_deref(), Some("nobody before “she” fits"));
}

#[test]
fn odd_texts_have_a_cast() {
    for markup in [
        "",
        "[]",
        "[“]",
        "[She] {said}",
        "[…] {—}",
        "[’s] {said}",
        "[He ' '] {said}",
        "[Them ) )] {said}",
        "[He's's] {said}",
        "[Emmanuel Norum's Élysée office] {said}",
        "[Norum’s École aide] {told}",
        "[the Ministry OF] {said}",
        "“No,” [Norum] {said}, according to",
    ] {
        cast_of(markup);
    }
}

#[test]
fn of_very_many_namesakes_few_are_named() {
    let mut markup = String::new();
    for number in 0..400 {
        let letter = |at: u32| char::from_u32(u32::from('a') + at % 26).unwrap();
        let first = format!("Q{}{}{}", letter(number), letter(number / 26), letter(number / 7));
        markup.push_str(&format!("“It is safe,” [{first} Ortega] {{said}}.\n\n"));
    }
    markup.push_str("“No,” [Ortega] {said}. “It is not,” [Qaaa Ortega] {said}.");
    let cast = cast_of(&markup);
    let last = &cast.resolutions[400..];
    let reason = &last[0].as_ref().unwrap().reason;
    assert!(reason.starts_with("ambiguous") && reason.len() < 1000, "{reason}");
    assert_eq!(last[1].as_ref().unwrap().speaker, 0, "a name in full is still found by its whole form");
}

#[test]
fn a_person_named_behind_an_office_speaks() {
    check("[One Democrat, Representative Ann Lindholm of Dunmere,] {agreed}.", &["Ann Lindholm"]);
    check("[Dunmere County (Ariz.) Sheriff Tom Hale] {agreed}.", &["Tom Hale"]);
    check("[Retired carpenter] Ben Lindholm {agreed}.", &["Ben Lindholm"]);
    check("[Rival candidates] Ann Lindholm and Tom Hale {agreed}.", &["Ann Lindholm and Tom Hale"]);
}

#[test]
fn others_beside_a_name_are_told() {
    check(
        "[Craig Lindholm, head of the harbour board, and other engineers] {agreed}.",
        &["Craig Lindholm and other engineers"],
    );
}

#[test]
fn a_surname_is_found_where_the_word_means_something_else() {
    check(
        "Mark Cuban owns a club. “No,” [Cuban] {said}. [Cuban] {said} he was open to it.",
        &["Mark Cuban", "Mark Cuban"],
    );
}

#[test]
fn an_office_bears_the_full_name_of_whose_it_is() {
    check("Mayor Elise Ortega was away. [Ortega’s office] {said} so.", &["Elise Ortega’s office"]);
}

#[test]
fn a_network_is_no_person() {
    check_kind("[Twitter] {said} on Monday that it would act.", SpeakerKind::NamedOrganisation, None);
}
