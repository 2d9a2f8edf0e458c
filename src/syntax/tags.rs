//! The Penn Treebank's part-of-speech tags, and what is asked of them.

use std::fmt;

/// A part of speech, by the Penn Treebank's tags.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag(u8);

impl Tag {
    /// Coordinating conjunction: "and".
    pub const CC: Tag = Tag(0);
    /// Cardinal number: "twelve", "12".
    pub const CD: Tag = Tag(1);
    /// Determiner: "the".
    pub const DT: Tag = Tag(2);
    /// Existential "there".
    pub const EX: Tag = Tag(3);
    /// Foreign word.
    pub const FW: Tag = Tag(4);
    /// Preposition or subordinating conjunction: "of", "that", "because".
    pub const IN: Tag = Tag(5);
    /// Adjective: "senior".
    pub const JJ: Tag = Tag(6);
    /// Adjective, comparative: "later".
    pub const JJR: Tag = Tag(7);
    /// Adjective, superlative: "latest".
    pub const JJS: Tag = Tag(8);
    /// List marker: "1.".
    pub const LS: Tag = Tag(9);
    /// Modal: "will", "would".
    pub const MD: Tag = Tag(10);
    /// Noun, singular: "claim".
    pub const NN: Tag = Tag(11);
    /// Proper noun, singular: "Ortega".
    pub const NNP: Tag = Tag(12);
    /// Proper noun, plural: "Liberals".
    pub const NNPS: Tag = Tag(13);
    /// Noun, plural: "officials".
    pub const NNS: Tag = Tag(14);
    /// Predeterminer: "all" in "all the votes".
    pub const PDT: Tag = Tag(15);
    /// Possessive ending: "'s".
    pub const POS: Tag = Tag(16);
    /// Personal pronoun: "she".
    pub const PRP: Tag = Tag(17);
    /// Possessive pronoun (`PRP$`): "her".
    pub const PRP_S: Tag = Tag(18);
    /// Adverb: "angrily", "not".
    pub const RB: Tag = Tag(19);
    /// Adverb, comparative: "more".
    pub const RBR: Tag = Tag(20);
    /// Adverb, superlative: "most".
    pub const RBS: Tag = Tag(21);
    /// Particle: "out" in "pointed out".
    pub const RP: Tag = Tag(22);
    /// Symbol.
    pub const SYM: Tag = Tag(23);
    /// The word "to".
    pub const TO: Tag = Tag(24);
    /// Interjection: "well".
    pub const UH: Tag = Tag(25);
    /// Verb, base form: "say".
    pub const VB: Tag = Tag(26);
    /// Verb, past tense: "said".
    pub const VBD: Tag = Tag(27);
    /// Verb, gerund or present participle: "adding".
    pub const VBG: Tag = Tag(28);
    /// Verb, past participle: "quoted".
    pub const VBN: Tag = Tag(29);
    /// Verb, present tense, not third person singular: "say".
    pub const VBP: Tag = Tag(30);
    /// Verb, present tense, third person singular: "says".
    pub const VBZ: Tag = Tag(31);
    /// Wh-determiner: "which", relative "that".
    pub const WDT: Tag = Tag(32);
    /// Wh-pronoun: "who".
    pub const WP: Tag = Tag(33);
    /// Possessive wh-pronoun (`WP$`): "whose".
    pub const WP_S: Tag = Tag(34);
    /// Wh-adverb: "how".
    pub const WRB: Tag = Tag(35);
    /// Comma (`,`).
    pub const COMMA: Tag = Tag(36);
    /// End of a sentence (`.`): ".", "?", "!".
    pub const STOP: Tag = Tag(37);
    /// Colon, semicolon, dash or ellipsis (`:`).
    pub const COLON: Tag = Tag(38);
    /// Opening quotation mark (two backquotes).
    pub const OPEN_QUOTE: Tag = Tag(39);
    /// Closing quotation mark (two apostrophes).
    pub const CLOSE_QUOTE: Tag = Tag(40);
    /// Opening bracket (`-LRB-`).
    pub const LRB: Tag = Tag(41);
    /// Closing bracket (`-RRB-`).
    pub const RRB: Tag = Tag(42);
    /// Currency sign (`$`).
    pub const DOLLAR: Tag = Tag(43);
    /// Number sign (`#`).
    pub const HASH: Tag = Tag(44);

    /// How many there are.
    pub const COUNT: usize = NAMES.len();

    /// The tag with this name in the data.
    pub fn named(name: &str) -> Option<Tag> {
        NAMES.iter().position(|known| *known == name).map(|code| Tag(code as u8))
    }

    /// The name in the data.
    pub fn name(self) -> &'static str {
        NAMES[usize::from(self.0)]
    }

    /// A number below [`Tag::COUNT`], for features and tables.
    pub fn code(self) -> u8 {
        self.0
    }

    /// The tag with a code; codes out of range give the first.
    pub(super) fn from_code(code: usize) -> Tag {
        Tag(if code < NAMES.len() { code as u8 } else { 0 })
    }

    /// True for verbs in any form, modals aside.
    pub fn is_verb(self) -> bool {
        (Tag::VB.0..=Tag::VBZ.0).contains(&self.0)
    }

    /// True for verbs in a form that has a subject and a tense, modals among them.
    pub fn is_finite_verb(self) -> bool {
        matches!(self, Tag::VBD | Tag::VBP | Tag::VBZ | Tag::MD)
    }

    /// True for nouns, proper or not.
    pub fn is_noun(self) -> bool {
        (Tag::NN.0..=Tag::NNS.0).contains(&self.0)
    }

    /// True for proper nouns.
    pub fn is_proper_noun(self) -> bool {
        matches!(self, Tag::NNP | Tag::NNPS)
    }

    /// True for personal and possessive pronouns.
    pub fn is_pronoun(self) -> bool {
        matches!(self, Tag::PRP | Tag::PRP_S)
    }

    /// True for adjectives.
    pub fn is_adjective(self) -> bool {
        (Tag::JJ.0..=Tag::JJS.0).contains(&self.0)
    }

    /// True for adverbs.
    pub fn is_adverb(self) -> bool {
        (Tag::RB.0..=Tag::RBS.0).contains(&self.0)
    }

    /// True for words that ask or relate: "who", "which", "whose", "how".
    pub fn is_wh_word(self) -> bool {
        (Tag::WDT.0..=Tag::WRB.0).contains(&self.0)
    }

    /// True for quotation marks.
    pub fn is_quotation_mark(self) -> bool {
        matches!(self, Tag::OPEN_QUOTE | Tag::CLOSE_QUOTE)
    }

    /// True for punctuation of any kind, quotation marks and brackets among them.
    pub fn is_punctuation(self) -> bool {
        (Tag::COMMA.0..=Tag::RRB.0).contains(&self.0)
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}

impl fmt::Debug for Tag {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// The names, by code.
const NAMES: [&str; 45] = [
    "CC", "CD", "DT", "EX", "FW", "IN", "JJ", "JJR", "JJS", "LS", "MD", "NN", "NNP", "NNPS", "NNS", "PDT",
    "POS", "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP",
    "VBZ", "WDT", "WP", "WP$", "WRB", ",", ".", ":", "``", "''", "-LRB-", "-RRB-", "$", "#",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_codes_lead_back() {
        for code in 0..Tag::COUNT {
            let value = Tag::from_code(code);
            assert_eq!(Tag::named(value.name()), Some(value));
            assert_eq!(usize::from(value.code()), code);
        }
        assert_eq!(Tag::PRP_S.name(), "PRP$");
    }
}
