//! The rooms' own enumerations as wire types.

use super::{json, pair};
use crate::align::Relation;
use crate::attribution::{Kind, Scope};
use crate::compare::{FindingKind, Nature, Verdict, Wording};
use crate::speaker::{Channel, SpeakerKind, UnnamedClass};
use crate::statement::Voice;

impl From<Kind> for json::Kind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Direct => json::Kind::Direct,
            Kind::Mixed => json::Kind::Mixed,
            Kind::Indirect => json::Kind::Indirect,
        }
    }
}

impl From<Voice> for json::Voice {
    fn from(voice: Voice) -> Self {
        match voice {
            Voice::Quotation => json::Voice::Quotation,
            Voice::Reported => json::Voice::Reported,
            Voice::Own => json::Voice::Own,
        }
    }
}

impl From<Scope> for json::Scope {
    fn from(scope: Scope) -> Self {
        match scope {
            Scope::Speech => json::Scope::Speech,
            Scope::Full => json::Scope::Full,
        }
    }
}

impl From<SpeakerKind> for json::SpeakerKind {
    fn from(kind: SpeakerKind) -> Self {
        match kind {
            SpeakerKind::NamedPerson => json::SpeakerKind::NamedPerson,
            SpeakerKind::UnnamedPerson => json::SpeakerKind::UnnamedPerson,
            SpeakerKind::NamedOrganisation => json::SpeakerKind::NamedOrganisation,
            SpeakerKind::UnnamedGroup => json::SpeakerKind::UnnamedGroup,
            SpeakerKind::NamedGroup => json::SpeakerKind::NamedGroup,
            SpeakerKind::Document => json::SpeakerKind::Document,
            SpeakerKind::Other => json::SpeakerKind::Other,
        }
    }
}

impl From<FindingKind> for json::FindingKind {
    fn from(kind: FindingKind) -> Self {
        match kind {
            FindingKind::Negation => json::FindingKind::Negation,
            FindingKind::Antonym => json::FindingKind::Antonym,
            FindingKind::Number => json::FindingKind::Number,
            FindingKind::Date => json::FindingKind::Date,
            FindingKind::Agent => json::FindingKind::Agent,
            FindingKind::Speaker => json::FindingKind::Speaker,
            FindingKind::Wording => json::FindingKind::Wording,
            FindingKind::Certainty => json::FindingKind::Certainty,
            FindingKind::Attribution => json::FindingKind::Attribution,
        }
    }
}

impl From<Nature> for json::Nature {
    fn from(nature: Nature) -> Self {
        match nature {
            Nature::Discrepancy => json::Nature::Discrepancy,
            Nature::Dispute => json::Nature::Dispute,
            Nature::Update => json::Nature::Update,
            Nature::Harmless => json::Nature::Harmless,
        }
    }
}

impl From<Verdict> for json::Verdict {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Conflicting => json::Verdict::Conflicting,
            Verdict::Consistent => json::Verdict::Consistent,
            Verdict::Single => json::Verdict::Single,
        }
    }
}

impl From<Relation> for pair::Relation {
    fn from(relation: Relation) -> Self {
        match relation {
            Relation::SameUtterance => pair::Relation::SameUtterance,
            Relation::SameClaim => pair::Relation::SameClaim,
            Relation::Related => pair::Relation::Related,
            Relation::Unrelated => pair::Relation::Unrelated,
        }
    }
}

impl From<UnnamedClass> for json::UnnamedClass {
    fn from(class: UnnamedClass) -> Self {
        match class {
            UnnamedClass::Official => json::UnnamedClass::Official,
            UnnamedClass::Executive => json::UnnamedClass::Executive,
            UnnamedClass::Expert => json::UnnamedClass::Expert,
            UnnamedClass::Witness => json::UnnamedClass::Witness,
            UnnamedClass::Relative => json::UnnamedClass::Relative,
            UnnamedClass::SourceClose => json::UnnamedClass::SourceClose,
            UnnamedClass::CriticOrSupporter => json::UnnamedClass::CriticOrSupporter,
            UnnamedClass::Other => json::UnnamedClass::Other,
        }
    }
}

impl From<Channel> for json::Channel {
    fn from(channel: Channel) -> Self {
        match channel {
            Channel::Unstated => json::Channel::Unstated,
            Channel::ThisOutlet => json::Channel::ThisOutlet,
            Channel::Statement => json::Channel::Statement,
            Channel::PressConference => json::Channel::PressConference,
            Channel::Speech => json::Channel::Speech,
            Channel::OtherInterview => json::Channel::OtherInterview,
            Channel::SocialMedia => json::Channel::SocialMedia,
            Channel::Document => json::Channel::Document,
            Channel::OtherReport => json::Channel::OtherReport,
        }
    }
}

impl From<FindingKind> for pair::PairKind {
    fn from(kind: FindingKind) -> Self {
        match kind {
            FindingKind::Negation => pair::PairKind::Negation,
            FindingKind::Antonym => pair::PairKind::Antonym,
            FindingKind::Number => pair::PairKind::Number,
            FindingKind::Date => pair::PairKind::Date,
            FindingKind::Agent => pair::PairKind::Agent,
            FindingKind::Speaker => pair::PairKind::Speaker,
            FindingKind::Wording => pair::PairKind::Wording,
            FindingKind::Certainty => pair::PairKind::Certainty,
            FindingKind::Attribution => pair::PairKind::Attribution,
        }
    }
}

impl From<Wording> for pair::Wording {
    fn from(wording: Wording) -> Self {
        match wording {
            Wording::Identical => pair::Wording::Identical,
            Wording::Cut => pair::Wording::Cut,
            Wording::Altered => pair::Wording::Altered,
            Wording::NotApplicable => pair::Wording::Na,
        }
    }
}
