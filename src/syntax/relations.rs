//! Relations of a word to its head: the basic Universal Dependencies of version 1.

use std::fmt;

/// What a word is to its head.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Relation(u8);

impl Relation {
    /// The head of its sentence.
    pub const ROOT: Relation = Relation(0);
    /// Clause that modifies a noun: "the plan announced on Friday".
    pub const ACL: Relation = Relation(1);
    /// Relative clause: "the minister who resigned".
    pub const ACL_RELCL: Relation = Relation(2);
    /// Adverbial clause: "if it rains".
    pub const ADVCL: Relation = Relation(3);
    /// Adverb that modifies.
    pub const ADVMOD: Relation = Relation(4);
    /// Adjective that modifies.
    pub const AMOD: Relation = Relation(5);
    /// Apposition: "Ortega, the mayor".
    pub const APPOS: Relation = Relation(6);
    /// Auxiliary: "has said".
    pub const AUX: Relation = Relation(7);
    /// Auxiliary of the passive: "was told".
    pub const AUXPASS: Relation = Relation(8);
    /// Preposition or possessive ending of a noun.
    pub const CASE: Relation = Relation(9);
    /// Coordinating conjunction.
    pub const CC: Relation = Relation(10);
    /// First half of a paired conjunction: "both", "either".
    pub const CC_PRECONJ: Relation = Relation(11);
    /// Clause as complement with its own subject: "said he would go".
    pub const CCOMP: Relation = Relation(12);
    /// Noun that modifies a noun: "press office".
    pub const COMPOUND: Relation = Relation(13);
    /// Particle of a verb: "pointed out".
    pub const COMPOUND_PRT: Relation = Relation(14);
    /// Joined by a conjunction to its head.
    pub const CONJ: Relation = Relation(15);
    /// Copula: "is" in "is ready".
    pub const COP: Relation = Relation(16);
    /// Clause as subject.
    pub const CSUBJ: Relation = Relation(17);
    /// Clause as subject of a passive.
    pub const CSUBJPASS: Relation = Relation(18);
    /// Dependent of an unclear kind.
    pub const DEP: Relation = Relation(19);
    /// Determiner.
    pub const DET: Relation = Relation(20);
    /// Predeterminer: "all the votes".
    pub const DET_PREDET: Relation = Relation(21);
    /// Interjection.
    pub const DISCOURSE: Relation = Relation(22);
    /// Direct object.
    pub const DOBJ: Relation = Relation(23);
    /// Existential "there", dummy subject.
    pub const EXPL: Relation = Relation(24);
    /// Indirect object.
    pub const IOBJ: Relation = Relation(25);
    /// Word that opens a subordinate clause: "that", "to", "because".
    pub const MARK: Relation = Relation(26);
    /// Part of a fixed expression: "according to", "as well as".
    pub const MWE: Relation = Relation(27);
    /// Negation: "not", "no".
    pub const NEG: Relation = Relation(28);
    /// Noun that modifies, with or without a preposition.
    pub const NMOD: Relation = Relation(29);
    /// Noun phrase used like an adverb.
    pub const NMOD_NPMOD: Relation = Relation(30);
    /// Possessor: "her claim".
    pub const NMOD_POSS: Relation = Relation(31);
    /// Noun phrase of time: "said Friday".
    pub const NMOD_TMOD: Relation = Relation(32);
    /// Subject.
    pub const NSUBJ: Relation = Relation(33);
    /// Subject of a passive.
    pub const NSUBJPASS: Relation = Relation(34);
    /// Number that modifies a noun.
    pub const NUMMOD: Relation = Relation(35);
    /// Clause set beside its head: "it rained, he said".
    pub const PARATAXIS: Relation = Relation(36);
    /// Punctuation.
    pub const PUNCT: Relation = Relation(37);
    /// Clause as complement without its own subject: "promised to go".
    pub const XCOMP: Relation = Relation(38);

    /// How many there are.
    pub const COUNT: usize = NAMES.len();

    /// The relation with this name in the data.
    pub fn named(name: &str) -> Option<Relation> {
        NAMES.iter().position(|known| *known == name).map(|code| Relation(code as u8))
    }

    /// The name in the data.
    pub fn name(self) -> &'static str {
        NAMES[usize::from(self.0)]
    }

    /// A number below [`Relation::COUNT`], for features and tables.
    pub fn code(self) -> u8 {
        self.0
    }

    /// The relation with a code; codes out of range give the first.
    pub(super) fn from_code(code: usize) -> Relation {
        Relation(if code < NAMES.len() { code as u8 } else { 0 })
    }

    /// True for subjects: of active, passive, and clauses.
    pub fn is_subject(self) -> bool {
        matches!(self, Relation::NSUBJ | Relation::NSUBJPASS | Relation::CSUBJ | Relation::CSUBJPASS)
    }

    /// True for relations to a clause: what depends is a verb or predicate with its own dependents.
    pub fn is_clausal(self) -> bool {
        matches!(
            self,
            Relation::CCOMP
                | Relation::XCOMP
                | Relation::ADVCL
                | Relation::ACL
                | Relation::ACL_RELCL
                | Relation::PARATAXIS
                | Relation::CSUBJ
                | Relation::CSUBJPASS
        )
    }
}

impl fmt::Display for Relation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}

impl fmt::Debug for Relation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// The names, by code.
const NAMES: [&str; 39] = [
    "root",
    "acl",
    "acl:relcl",
    "advcl",
    "advmod",
    "amod",
    "appos",
    "aux",
    "auxpass",
    "case",
    "cc",
    "cc:preconj",
    "ccomp",
    "compound",
    "compound:prt",
    "conj",
    "cop",
    "csubj",
    "csubjpass",
    "dep",
    "det",
    "det:predet",
    "discourse",
    "dobj",
    "expl",
    "iobj",
    "mark",
    "mwe",
    "neg",
    "nmod",
    "nmod:npmod",
    "nmod:poss",
    "nmod:tmod",
    "nsubj",
    "nsubjpass",
    "nummod",
    "parataxis",
    "punct",
    "xcomp",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_codes_lead_back() {
        for code in 0..Relation::COUNT {
            let value = Relation::from_code(code);
            assert_eq!(Relation::named(value.name()), Some(value));
            assert_eq!(usize::from(value.code()), code);
        }
        assert_eq!(Relation::ACL_RELCL.name(), "acl:relcl");
    }
}
