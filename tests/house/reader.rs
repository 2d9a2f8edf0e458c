//! What a file of source names: its imports, however they are written, and the paths in its code.
//! What only tests compile is left out; they may import what they like.
//!
//! What the reader cannot see: a method called on a value whose type is not named, and what a
//! macro makes.

use super::tokens::{Kind, Token, tokens};

/// What was read off one file.
#[derive(Debug, Default)]
pub struct Source {
    /// Every path that the file names, in order.
    pub paths: Vec<Named>,
    /// The modules that the file declares, each as its path from the file's own.
    pub modules: Vec<Vec<String>>,
    /// Those of them that only tests compile.
    pub test_modules: Vec<String>,
    /// The macros that the file calls, with their lines.
    pub macros: Vec<(String, usize)>,
}

/// One path that is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its line, counted from 1.
    pub line: usize,
    /// The module inside the file in which it stands; empty for the file's own.
    pub module: Vec<String>,
    /// Its names.
    pub path: Vec<String>,
    /// For an import, the name that it brings; `*` for all names.
    pub brings: Option<String>,
}

/// Reads a file.
pub fn read(source: &str) -> Source {
    let mut found = Source::default();
    let code = without_tests(&tokens(source), &mut found.test_modules);
    let mut surroundings: Vec<Option<String>> = Vec::new();
    let mut at = 0;
    while at < code.len() {
        let module = || surroundings.iter().flatten().cloned().collect::<Vec<_>>();
        let name = |ahead: usize| code.get(at + ahead).and_then(Token::name);
        let sign = |ahead: usize, sign: char| code.get(at + ahead).is_some_and(|token| token.is(sign));
        match name(0) {
            Some("pub") if sign(1, '(') && name(2).is_some_and(is_visibility) => {
                at = behind_brackets(&code, at + 1);
            }
            Some("mod") if name(1).is_some() => {
                let declared = name(1).map(str::to_owned);
                found.modules.push(module().into_iter().chain(declared.clone()).collect());
                if sign(2, '{') {
                    surroundings.push(declared);
                }
                at += 3;
            }
            Some("use") if !sign(1, '<') => {
                let module = module();
                at = imports(&code, at + 1, &[], &mut |line, path, brings| {
                    found.paths.push(Named { line, module: module.clone(), path, brings: Some(brings) });
                }) + 1;
            }
            Some(first) => {
                if sign(1, '!') && !sign(2, '=') {
                    found.macros.push((first.to_owned(), code[at].line));
                }
                let mut path = vec![first.to_owned()];
                while let (Some(Kind::Separator), Some(next)) =
                    (code.get(at + 1).map(|token| &token.kind), code.get(at + 2).and_then(Token::name))
                {
                    path.push(next.to_owned());
                    at += 2;
                }
                if path.len() > 1 {
                    found.paths.push(Named { line: code[at].line, module: module(), path, brings: None });
                }
                at += 1;
            }
            None => {
                if sign(0, '{') {
                    surroundings.push(None);
                } else if sign(0, '}') {
                    surroundings.pop();
                }
                // Names behind a separator that begins nothing belong to a type: `<T as Trait>::name`.
                let of_type = code[at].kind == Kind::Separator && name(1).is_some();
                at += if of_type { 2 } else { 1 };
            }
        }
    }
    found
}

/// What stands in `pub(crate)`, `pub(super)`, `pub(self)` and `pub(in path)`.
fn is_visibility(word: &str) -> bool {
    ["crate", "super", "self", "in"].contains(&word)
}

/// Reads the tree of an import from `at`, and returns the place behind it.
fn imports(
    code: &[Token],
    mut at: usize,
    before: &[String],
    found: &mut impl FnMut(usize, Vec<String>, String),
) -> usize {
    let mut path = before.to_vec();
    while let Some(token) = code.get(at) {
        match &token.kind {
            Kind::Separator => at += 1,
            Kind::Sign('{') => {
                at += 1;
                while code.get(at).is_some_and(|token| !token.is('}')) {
                    at = imports(code, at, &path, found);
                    at += usize::from(code.get(at).is_some_and(|token| token.is(',')));
                }
                return at + 1;
            }
            Kind::Sign('*') => {
                found(token.line, path, "*".to_owned());
                return at + 1;
            }
            Kind::Name(name) => {
                // `self` in a list is what the list stands behind.
                if name != "self" || path.is_empty() {
                    path.push(name.clone());
                }
                at += 1;
                if code.get(at).is_some_and(|token| token.kind == Kind::Separator) {
                    continue;
                }
                let renamed = code.get(at).and_then(Token::name) == Some("as");
                let brings = if renamed { code.get(at + 1).and_then(Token::name) } else { None };
                let brings = brings.or(path.last().map(String::as_str)).unwrap_or_default().to_owned();
                found(token.line, path, brings);
                return at + if renamed { 2 } else { 0 };
            }
            Kind::Sign(_) => return at,
        }
    }
    at
}

/// The tokens that are compiled without tests. The names of modules that only tests compile are
/// added to `test_modules`.
fn without_tests(code: &[Token], test_modules: &mut Vec<String>) -> Vec<Token> {
    let mut kept = Vec::new();
    let mut at = 0;
    while at < code.len() {
        let inner = code[at].is('#') && code.get(at + 1).is_some_and(|token| token.is('!'));
        let bracket = at + 1 + usize::from(inner);
        if code[at].is('#') && code.get(bracket).is_some_and(|token| token.is('[')) {
            let behind = behind_brackets(code, bracket);
            if is_for_tests(&code[bracket + 1..behind - 1]) {
                if inner {
                    return kept;
                }
                let end = behind_item(code, behind);
                test_modules.extend(module_elsewhere(&code[behind..end]));
                at = end;
                continue;
            }
            // Other attributes name nothing that is imported, but `derive(serde::Serialize)` may.
            kept.extend_from_slice(&code[at..behind]);
            at = behind;
            continue;
        }
        kept.push(code[at].clone());
        at += 1;
    }
    kept
}

/// True for `test`, `cfg(test)` and `cfg(all(test, …))`; `cfg(any(test, …))` is compiled without
/// tests as well.
fn is_for_tests(attribute: &[Token]) -> bool {
    let names: Vec<&str> = attribute.iter().filter_map(Token::name).collect();
    names == ["test"] || names == ["cfg", "test"] || names.starts_with(&["cfg", "all", "test"])
}

/// The name of an item of the form `mod name;`.
fn module_elsewhere(item: &[Token]) -> Option<String> {
    let at = item.iter().position(|token| token.name() == Some("mod"))?;
    let elsewhere = item.get(at + 2)?.is(';');
    item.get(at + 1)?.name().filter(|_| elsewhere).map(str::to_owned)
}

/// The place behind the brackets that open at `at`.
fn behind_brackets(code: &[Token], at: usize) -> usize {
    let mut depth = 0_usize;
    for (index, token) in code.iter().enumerate().skip(at) {
        match token.kind {
            Kind::Sign('(' | '[' | '{') => depth += 1,
            Kind::Sign(')' | ']' | '}') => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return index + 1;
        }
    }
    code.len()
}

/// The place behind the item, field or statement that begins at `at`, with its attributes.
fn behind_item(code: &[Token], mut at: usize) -> usize {
    while code.get(at).is_some_and(|token| token.is('#')) {
        at = behind_brackets(code, at + 1);
    }
    if code.get(at).and_then(Token::name) == Some("pub") {
        at += 1;
        if code.get(at).is_some_and(|token| token.is('(')) {
            at = behind_brackets(code, at);
        }
    }
    let word = |ahead: usize| code.get(at + ahead).and_then(Token::name).unwrap_or_default();
    let constant = word(0) == "const" && !["fn", "unsafe", "async", "extern"].contains(&word(1));
    let to_semicolon = constant || ["use", "static", "type", "let"].contains(&word(0));
    let items = ["fn", "struct", "enum", "union", "impl", "mod", "trait", "const", "unsafe", "async"];
    let has_commas = items.contains(&word(0)) || ["extern", "macro_rules"].contains(&word(0));
    while let Some(token) = code.get(at) {
        match token.kind {
            Kind::Sign(';') => return at + 1,
            Kind::Sign(',') if !has_commas && !to_semicolon => return at + 1,
            Kind::Sign(')' | ']' | '}') => return at,
            Kind::Sign('(' | '[' | '{') => {
                let body = token.is('{');
                at = behind_brackets(code, at);
                if body && !to_semicolon {
                    return at;
                }
            }
            _ => at += 1,
        }
    }
    at
}
