//! Says of articles that they do not seem to be in English, which is all that can be analysed.

use super::failure::note;
use super::progress::Progress;
use crate::ingest::Article;

/// Words that English prose cannot do without and other languages rarely have.
const ENGLISH: [&str; 24] = [
    "the", "of", "and", "to", "is", "that", "for", "with", "he", "she", "it", "said", "as", "at", "by",
    "from", "has", "had", "were", "not", "be", "his", "her", "they",
];

/// Of 1,076 English news articles one had .08 and the next .12, the half more than .24; French and German
/// prose has next to none.
const LEAST: f64 = 0.07;

/// Shorter texts may be a list of names.
const FEWEST_WORDS: usize = 40;

/// So much of an article is looked at.
const WORDS_READ: usize = 600;

/// How many articles are named.
const NAMED: usize = 3;

/// The articles met so far that seem to be in another language.
#[derive(Debug, Default)]
pub struct Foreign {
    names: Vec<String>,
}

impl Foreign {
    /// Looks at some more articles.
    pub fn look_at(&mut self, articles: &[Article]) {
        let foreign = articles.iter().filter(|article| !is_english(&article.body));
        self.names.extend(foreign.map(|article| {
            article.path.as_ref().map_or_else(|| article.id.clone(), |path| path.display().to_string())
        }));
    }

    /// Names them, in one line.
    pub fn tell(&self, progress: &Progress) {
        let [first, ..] = self.names.as_slice() else { return };
        let names = match self.names.len() {
            1 => format!("{first} does"),
            count if count <= NAMED => format!("{} do", self.names.join(", ")),
            count => format!("{} and {} more do", self.names[..NAMED].join(", "), count - NAMED),
        };
        let message = format!(
            "{names} not seem to be in English; little is found in other languages, and it may be wrong"
        );
        progress.aside(|| note(&message));
    }
}

fn is_english(text: &str) -> bool {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let (mut count, mut english) = (0usize, 0usize);
    for word in words.take(WORDS_READ) {
        count += 1;
        english += usize::from(ENGLISH.iter().any(|known| known.eq_ignore_ascii_case(word)));
    }
    count < FEWEST_WORDS || english as f64 >= LEAST * count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_languages_are_told_from_english() {
        let english = "The mayor said on Monday that the bridge would not open before May. She told reporters that \
                       the repair was late because a part had been lost at sea, and that the city would ask the \
                       company for the money. The company has said that it is not to blame for the storm.";
        let french = "La maire a annoncé lundi que le pont ne rouvrira pas avant le mois de mai. « Nous avons perdu une \
                      pièce en mer », a-t-elle expliqué aux journalistes, en ajoutant que la ville demandera des comptes \
                      à la compagnie, qui rejette toute responsabilité et met en cause la tempête de janvier dernier.";
        let german = "Die Bürgermeisterin sagte am Montag, die Brücke werde nicht vor Mai geöffnet. Ein Teil sei auf \
                      See verloren gegangen, und die Stadt werde von der Firma Geld verlangen. Die Firma weist die \
                      Schuld von sich und nennt den Sturm im Januar als Grund für die Verspätung der Arbeiten am Pfeiler.";
        assert!(is_english(english));
        assert!(!is_english(french));
        assert!(!is_english(german));
        assert!(is_english("Elise Ortega"));
    }
}
