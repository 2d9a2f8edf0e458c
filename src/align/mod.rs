//! Two statements, word by word: which words answer which, how similar they are, and whether they
//! are the same claim. Everything that compares rests on this alignment.

use jiff::civil::Date;

mod alignment;
pub mod calendar;
pub mod evidence;
pub mod features;
pub mod frame;
mod judges;
mod kin;
mod lexicon;
mod nearest;
pub mod polarity;
mod prepared;
pub mod quantity;
mod relation;
mod source;
mod spelling;
mod stance;
mod stems;
mod window;
mod words;

pub use alignment::{Alignment, Pair};
pub use judges::Judges;
pub use kin::{Match, find as related, value_agreement};
pub(crate) use nearest::{nearest, place_in_other};
pub use prepared::Prepared;
pub use source::{Sameness, same_source};
pub use spelling::{WordId, fold_into, stem_of, word_id};
pub use stance::Stance;
pub use stems::content_stems;
pub use words::{Marks, Value, Word};

/// How much a word in its plain form tells: nothing for one that only holds a sentence together, about 4
/// for common words of meaning, 9 for one that was never counted.
pub fn rarity(form: &str) -> f32 {
    let lexicon = lexicon::Lexicon::embedded();
    if lexicon.is_function(word_id(form)) {
        return 0.0;
    }
    let mut stem = form.to_owned();
    spelling::stem(&mut stem, 0);
    lexicon.weight(lexicon.entry(word_id(&stem)))
}

/// One side of a comparison: a content with what is known about it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Statement<'a> {
    /// The content, quotation marks included; stretches of a split content joined by a space.
    pub text: &'a str,
    /// Who said it, as far as known.
    pub speaker: Option<&'a str>,
    /// True when the speaker is a guess, from a pronoun or a description: then another name
    /// elsewhere is no conflict.
    pub speaker_is_guess: bool,
    /// The words that report it.
    pub cue: Option<&'a str>,
    /// Who published it.
    pub outlet: Option<&'a str>,
    /// When it was published.
    pub date: Option<Date>,
    /// The words around it in the article.
    pub context: Option<&'a str>,
}

/// How two statements belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// One act of speech, told twice.
    SameUtterance,
    /// The same proposition, perhaps by another speaker or on another day.
    SameClaim,
    /// About the same matter.
    Related,
    /// Nothing in common that counts.
    Unrelated,
}

impl Relation {
    /// True when the two tell one claim.
    pub fn is_same(self) -> bool {
        matches!(self, Relation::SameUtterance | Relation::SameClaim)
    }
}

/// Aligns two statements and says how alike they are and how they belong together.
///
/// ```
/// use whosaid::align::{Prepared, Relation, Statement, align};
///
/// let told = |text| Prepared::new(&Statement { text, speaker: Some("Mayor Elise Ortega"), ..Statement::default() });
/// let first = told("“We will open the bridge by 12 March, whatever the weather,”");
/// let second = told("the bridge would open “by 12 March, whatever the weather”");
/// assert_eq!(align(&first, &second).relation, Relation::SameUtterance);
/// ```
pub fn align(a: &Prepared, b: &Prepared) -> Alignment {
    align_by(Judges::embedded(), a, b)
}

/// Aligns two statements as [`align`] does, and lets other judges than the built-in ones decide.
pub fn align_by(judges: &Judges, a: &Prepared, b: &Prepared) -> Alignment {
    let mut alignment = alignment::pair_words(a, b);
    let values = features::values(a, b, &alignment);
    alignment.similarity = judges.likeness(&values);
    alignment.same_claim = judges.same_claim(&evidence::collect(a, b, &alignment, &values));
    alignment.relation = relation::judge(a, b, &alignment);
    alignment
}
