//! The grammar of carriers: nom rules that read source, cue and what stands beside them.
//!
//! Each rule recognises one way in which a sentence reports something and yields a [`Reading`].
//! The grammar proposes; which readings are attributions, and where their contents begin and end,
//! is weighed by the classifiers. What stands right beside a quotation (“...,” answered the name) is certain:
//! there the classifiers weigh only the content. Its pattern codes give each attribution its reason.

use std::ops::Range;

use nom::branch::alt;
use nom::bytes::complete::{take_while, take_while_m_n, take_while1};
use nom::combinator::{consumed, map, opt, recognize, verify};
use nom::multi::{many_m_n, many0};
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

use super::carrier::{Form, Item, Items};

/// One way to read a carrier around a cue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Where the source stands, in tokens; none for a participle that shares its sentence's source.
    pub source: Option<Range<usize>>,
    /// The cue's words, in tokens.
    pub cue: Range<usize>,
    /// The word of the cue that carries its meaning.
    pub head: usize,
    /// The person spoken to.
    pub listener: Option<Range<usize>>,
    /// True when the source comes before the cue.
    pub source_first: bool,
    /// Which rule read it.
    pub rule: Rule,
    /// What stands before source and cue.
    pub before: Beside,
    /// What stands after them.
    pub after: Beside,
}

/// Which rule read a carrier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// "the mayor said".
    SourceVerb,
    /// "said the mayor".
    VerbSource,
    /// "according to the mayor".
    AccordingTo,
    /// "The mayor:".
    Colon,
    /// "— the mayor".
    Signature,
    /// ", adding".
    Participle,
    /// "the mayor's claim".
    PossessedNoun,
}

/// What stands beside source and cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Beside {
    /// The sentence's edge.
    Nothing,
    /// A quotation, perhaps with a comma or colon between.
    Quotation,
    /// A comma, then other words.
    Comma,
    /// "that" and the like.
    Complementizer,
    /// "to" and a verb.
    Infinitive,
    /// Other words.
    Words,
}

type Parsed<'c, T> = IResult<Items<'c>, T>;

/// Reads a carrier: every reading that some rule finds, in order of their cues.
///
/// Rules are tried from each item on, the longest source first; a reading's words are not read
/// again, so the work grows with the length of the carrier.
pub fn readings(items: &[Item], found: &mut Vec<Reading>) {
    found.clear();
    let mut at = 0;
    while at < items.len() {
        match phrase(Items(&items[at..])) {
            Ok((rest, mut reading)) => {
                let end = items.len() - rest.0.len();
                reading.before = before(&items[..at]);
                reading.after = after(&items[end..]);
                found.push(reading);
                at = end.max(at + 1);
            }
            Err(_) => at += 1,
        }
    }
}

/// Source and cue in any of their orders.
fn phrase<'c>(input: Items<'c>) -> Parsed<'c, Reading> {
    alt((according_to, possessed_noun, source_verb, verb_source, colon, signature, participle)).parse(input)
}

/// "according to the mayor".
fn according_to<'c>(input: Items<'c>) -> Parsed<'c, Reading> {
    let (rest, (cue, source)) = ((lemma(&["accord"]), form(Form::To)), source).parse(input)?;
    let cue = cue.0.start..cue.1.end;
    Ok((rest, reading(Rule::AccordingTo, Some(source), cue.clone(), cue.start, None)))
}

/// "the mayor, a former judge, said", with a listener after the verb.
fn source_verb<'c>(input: Items<'c>) -> Parsed<'c, Reading> {
    let (rest, (source, (cue, head), listener)) = (source, verb_group, opt(listener)).parse(input)?;
    Ok((rest, reading(Rule::SourceVerb, Some(source), cue, head, listener)))
}

/// "said the mayor": only before a comma, a stop, a colon, a preposition or a quotation.
fn verb_source<'c>(input: Items<'c>) -> Parsed<'c, Reading> {
    let (rest, (verb, source)) = (form(Form::Verb), source).parse(input)?;
    Ok((rest, reading(Rule::VerbSource, Some(source), verb.tokens(), verb.start, None)))
}

/// "The mayor:" before other words.
fn colon<'c>(input: Items<'c>) -> Parsed<'c, Reading> {
    let (rest, (source, colon)) = (source, form(Form::Colon)).parse(input)?;
    Ok((rest, reading(Rule::Colon, Some(source), colon.tokens(), colon.start, None)))
}

/// "— the mayor" at the end of the carrier.
fn signature<'c>(input: Items<'c>) -> Parsed<'c, Reading> {
    let at_end = verify(opt(form(Form::Stop)).and(rest_length), |(_, left)| *left == 0);
    let (rest, (dash, source, _)) = (form(Form::Dash), source, at_end).parse(input)?;
    Ok((rest, reading(Rule::Signature, Some(source), dash.tokens(), dash.start, None)))
}

/// ", adding": the source stands elsewhere in the sentence.
fn participle<'c>(input: Items<'c>) -> Parsed<'c, Reading> {
    let (rest, verb) = preceded(form(Form::Comma), form(Form::Gerund)).parse(input)?;
    Ok((rest, reading(Rule::Participle, None, verb.tokens(), verb.start, None)))
}

/// "her claim", "the mayor's repeated claim".
fn possessed_noun<'c>(input: Items<'c>) -> Parsed<'c, Reading> {
    let owner = alt((
        map(form(Form::PossessivePronoun), Item::tokens),
        terminated(name_phrase, form(Form::Possessive)),
    ));
    let modifiers = take_while(|item: Item| matches!(item.form, Form::Adjective | Form::Number));
    let said = verify(form(Form::Noun), |item| {
        super::lexicon::look_up(item.lemma, super::lexicon::Part::Noun).is_some()
    });
    let (rest, (source, _, noun)) = (owner, modifiers, said).parse(input)?;
    Ok((rest, reading(Rule::PossessedNoun, Some(source), noun.tokens(), noun.start, None)))
}

/// A pronoun, or a noun phrase with what says who it is.
fn source<'c>(input: Items<'c>) -> Parsed<'c, Range<usize>> {
    let pronoun = take_while1(|item: Item| matches!(item.form, Form::Pronoun | Form::Relative));
    let described = (noun_phrase, opt(bracketed), opt(apposition));
    extent(alt((verify(recognize(pronoun), |items: &Items| items.0.len() == 1), recognize(described))))
        .parse(input)
}

/// Noun phrases joined by prepositions and conjunctions: "the head of the board and its lawyer".
fn noun_phrase<'c>(input: Items<'c>) -> Parsed<'c, Items<'c>> {
    let link = alt((form(Form::Preposition), form(Form::Conjunction)));
    recognize((simple_noun_phrase, many_m_n(0, 4, (link, simple_noun_phrase)))).parse(input)
}

/// No phrase has more words: a run of hundreds of names and numbers is read anew from each of them. Of
/// 54,615 sentences of news the longest such run had 14.
const LONGEST_PHRASE: usize = 32;

/// Determiner, modifiers and nouns: "the board's chief spokeswoman".
fn simple_noun_phrase<'c>(input: Items<'c>) -> Parsed<'c, Items<'c>> {
    let word = |item: &Item| {
        matches!(
            item.form,
            Form::Determiner
                | Form::PossessivePronoun
                | Form::Adjective
                | Form::Number
                | Form::Noun
                | Form::Name
                | Form::Possessive
        )
    };
    let run = input.0.iter().take(LONGEST_PHRASE).take_while(|item| word(item)).count();
    let nouns = |item: &Item| matches!(item.form, Form::Noun | Form::Name | Form::Number);
    let length = input.0[..run].iter().rposition(nouns).map_or(0, |last| last + 1);
    verify(nom::bytes::complete::take(length), |items: &Items| !items.0.is_empty()).parse(input)
}

/// A run of names.
fn name_phrase<'c>(input: Items<'c>) -> Parsed<'c, Range<usize>> {
    let nouns = take_while_m_n(1, LONGEST_PHRASE, |item: Item| matches!(item.form, Form::Name | Form::Noun));
    extent(recognize((opt(form(Form::Determiner)), nouns))).parse(input)
}

/// "(Harbour Party)".
fn bracketed<'c>(input: Items<'c>) -> Parsed<'c, Items<'c>> {
    let inside = take_while_m_n(1, 12, |item: Item| item.form != Form::Close);
    delimited(form(Form::Open), inside, form(Form::Close)).parse(input)
}

/// ", a former judge," or ", who leads the board,".
fn apposition<'c>(input: Items<'c>) -> Parsed<'c, Items<'c>> {
    let limit = input.0.len().min(32);
    let close = input.0[..limit].iter().skip(1).enumerate().find(|(place, item)| {
        item.form == Form::Comma && input.0.get(place + 2).is_some_and(|next| is_verb_group_start(next.form))
    });
    let opens = input.0.first().is_some_and(|item| item.form == Form::Comma);
    let length = match close {
        Some((place, _)) if opens && place > 0 => place + 2,
        _ => 0,
    };
    let plain = |items: &Items| {
        !items.0.is_empty()
            && items.0.iter().all(|item| !matches!(item.form, Form::Quotation | Form::Stop | Form::Colon))
    };
    verify(nom::bytes::complete::take(length), plain).parse(input)
}

fn is_verb_group_start(form: Form) -> bool {
    matches!(form, Form::Verb | Form::Auxiliary | Form::Modal | Form::Adverb)
}

/// Auxiliaries, negation, adverbs, the verb and its particle: "has not yet ruled out".
fn verb_group<'c>(input: Items<'c>) -> Parsed<'c, (Range<usize>, usize)> {
    let helper =
        |item: Item| matches!(item.form, Form::Modal | Form::Auxiliary | Form::Negation | Form::Adverb);
    let verb = alt((form(Form::Verb), form(Form::Participle), form(Form::Gerund)));
    let rule = (take_while(helper), verb, many0(form(Form::Particle)));
    map(consumed(rule), |(all, (_, verb, _))| (tokens(all), verb.start)).parse(input)
}

/// The person spoken to: "reporters", "the Courier", "a rally".
fn listener<'c>(input: Items<'c>) -> Parsed<'c, Range<usize>> {
    let phrase = alt((map(form(Form::Pronoun), Item::tokens), extent(simple_noun_phrase)));
    preceded(opt(form(Form::To)), phrase).parse(input)
}

fn before(items: &[Item]) -> Beside {
    match items {
        [] => Beside::Nothing,
        [.., Item { form: Form::Quotation, .. }] => Beside::Quotation,
        [
            ..,
            Item { form: Form::Quotation, .. },
            Item { form: Form::Comma | Form::Dash | Form::Stop, .. },
        ] => Beside::Quotation,
        [.., Item { form: Form::Comma, .. }] => Beside::Comma,
        _ => Beside::Words,
    }
}

fn after(items: &[Item]) -> Beside {
    match items {
        [] | [Item { form: Form::Stop, .. }, ..] => Beside::Nothing,
        [Item { form: Form::Quotation, .. }, ..] => Beside::Quotation,
        [Item { form: Form::Comma | Form::Colon, .. }, Item { form: Form::Quotation, .. }, ..] => {
            Beside::Quotation
        }
        [Item { form: Form::Comma, .. }, ..] => Beside::Comma,
        [Item { form: Form::Complementizer, .. }, ..] => Beside::Complementizer,
        [Item { form: Form::To, .. }, Item { form: Form::Verb | Form::Auxiliary, .. }, ..] => {
            Beside::Infinitive
        }
        _ => Beside::Words,
    }
}

fn reading(
    rule: Rule,
    source: Option<Range<usize>>,
    cue: Range<usize>,
    head: usize,
    listener: Option<Range<usize>>,
) -> Reading {
    let source_first = source.as_ref().is_none_or(|source| source.start < cue.start);
    Reading {
        source,
        cue,
        head,
        listener,
        source_first,
        rule,
        before: Beside::Nothing,
        after: Beside::Nothing,
    }
}

fn form<'c>(wanted: Form) -> impl Parser<Items<'c>, Output = Item<'c>, Error = nom::error::Error<Items<'c>>> {
    one(move |item| item.form == wanted)
}

fn lemma<'c>(
    wanted: &'static [&'static str],
) -> impl Parser<Items<'c>, Output = Item<'c>, Error = nom::error::Error<Items<'c>>> {
    one(move |item| wanted.contains(&item.lemma))
}

fn one<'c>(
    wanted: impl Fn(&Item) -> bool,
) -> impl Parser<Items<'c>, Output = Item<'c>, Error = nom::error::Error<Items<'c>>> {
    let first = nom::bytes::complete::take(1usize);
    map(verify(first, move |items: &Items<'c>| wanted(&items.0[0])), |items: Items<'c>| items.0[0])
}

fn extent<'c>(
    rule: impl Parser<Items<'c>, Output = Items<'c>, Error = nom::error::Error<Items<'c>>>,
) -> impl Parser<Items<'c>, Output = Range<usize>, Error = nom::error::Error<Items<'c>>> {
    map(rule, tokens)
}

fn tokens(items: Items) -> Range<usize> {
    match items.0 {
        [] => 0..0,
        [first, .., last] => first.start..last.end,
        [only] => only.tokens(),
    }
}

fn rest_length<'c>(input: Items<'c>) -> Parsed<'c, usize> {
    Ok((input, input.0.len()))
}
