//! Rust source as the few sorts of token that imports are made of.

/// A token, with the line it stands on, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Its line.
    pub line: usize,
}

/// What a token is. Comments, literals and lifetimes are none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A name or key word.
    Name(String),
    /// `::`.
    Separator,
    /// Any other sign.
    Sign(char),
}

impl Token {
    /// The name, if it is one.
    pub fn name(&self) -> Option<&str> {
        match &self.kind {
            Kind::Name(name) => Some(name),
            _ => None,
        }
    }

    /// True when it is that sign.
    pub fn is(&self, sign: char) -> bool {
        self.kind == Kind::Sign(sign)
    }
}

/// The tokens of a source text.
pub fn tokens(source: &str) -> Vec<Token> {
    let mut reader = Reader { letters: source.chars().collect(), at: 0, line: 1 };
    let mut found = Vec::new();
    while reader.at < reader.letters.len() {
        let line = reader.line;
        if let Some(kind) = reader.next() {
            found.push(Token { kind, line });
        }
    }
    found
}

struct Reader {
    letters: Vec<char>,
    at: usize,
    line: usize,
}

impl Reader {
    fn peek(&self, ahead: usize) -> char {
        self.letters.get(self.at + ahead).copied().unwrap_or('\0')
    }

    fn skip(&mut self, count: usize) {
        for _ in 0..count {
            self.line += usize::from(self.peek(0) == '\n');
            self.at += 1;
        }
    }

    /// The token that begins here; none where something stands that is no token.
    fn next(&mut self) -> Option<Kind> {
        match (self.peek(0), self.peek(1)) {
            ('/', '/') => self.skip_while(|letter| letter != '\n'),
            ('/', '*') => self.skip_block_comment(),
            ('"', _) => self.skip_string(),
            ('\'', _) => self.skip_character_or_lifetime(),
            (':', ':') => {
                self.skip(2);
                return Some(Kind::Separator);
            }
            (first, _) if first.is_ascii_digit() => self.skip_number(),
            (first, _) if is_of_name(first) => return self.name(),
            (first, _) => {
                self.skip(1);
                return (!first.is_whitespace()).then_some(Kind::Sign(first));
            }
        }
        None
    }

    fn skip_while(&mut self, holds: impl Fn(char) -> bool) {
        while self.at < self.letters.len() && holds(self.peek(0)) {
            self.skip(1);
        }
    }

    fn skip_block_comment(&mut self) {
        let mut depth = 0;
        while self.at < self.letters.len() {
            match (self.peek(0), self.peek(1)) {
                ('/', '*') => (depth, _) = (depth + 1, self.skip(2)),
                ('*', '/') => (depth, _) = (depth - 1, self.skip(2)),
                _ => self.skip(1),
            }
            if depth == 0 {
                return;
            }
        }
    }

    fn skip_string(&mut self) {
        self.skip(1);
        while self.at < self.letters.len() && self.peek(0) != '"' {
            self.skip(if self.peek(0) == '\\' { 2 } else { 1 });
        }
        self.skip(1);
    }

    /// A raw string, from its first `#` or mark.
    fn skip_raw_string(&mut self) {
        let mut fence = 0;
        while self.peek(fence) == '#' {
            fence += 1;
        }
        self.skip(fence + 1);
        while self.at < self.letters.len() {
            let closes = self.peek(0) == '"' && (1..=fence).all(|ahead| self.peek(ahead) == '#');
            self.skip(1);
            if closes {
                return self.skip(fence);
            }
        }
    }

    fn skip_character_or_lifetime(&mut self) {
        if self.peek(1) == '\\' {
            self.skip(3);
            self.skip_while(|letter| letter != '\'');
            self.skip(1);
        } else if self.peek(2) == '\'' {
            self.skip(3);
        } else {
            self.skip(1);
            self.skip_while(is_of_name);
        }
    }

    fn skip_number(&mut self) {
        self.skip_while(is_of_name);
        if self.peek(0) == '.' && self.peek(1).is_ascii_digit() {
            self.skip(1);
            self.skip_while(is_of_name);
        }
    }

    /// A name, unless it is the prefix of a literal.
    fn name(&mut self) -> Option<Kind> {
        let start = self.at;
        self.skip_while(is_of_name);
        let name: String = self.letters[start..self.at].iter().collect();
        let raw = matches!(name.as_str(), "r" | "br" | "cr");
        match (self.peek(0), self.peek(1)) {
            ('"', _) | ('#', '"' | '#') if raw => self.skip_raw_string(),
            ('#', next) if name == "r" && is_of_name(next) => {
                self.skip(1);
                let start = self.at;
                self.skip_while(is_of_name);
                // With its sign, so that it is not taken for the key word.
                return Some(Kind::Name(self.letters[start - 2..self.at].iter().collect()));
            }
            ('"', _) if matches!(name.as_str(), "b" | "c") => self.skip_string(),
            ('\'', _) if name == "b" => self.skip_character_or_lifetime(),
            _ => return Some(Kind::Name(name)),
        }
        None
    }
}

fn is_of_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}
