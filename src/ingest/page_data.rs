//! What a page tells programs about its article: its JSON-LD and its `<meta>` elements.

use std::collections::HashMap;

use dom_smoothie::Readability;
use serde_json::Value;

use super::fragment::fragment_line;

/// A value, and what told it: "JSON-LD datePublished", "meta og:site_name".
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Told {
    pub value: String,
    pub because: String,
}

/// A value that may be there, with what told it.
pub(super) fn told(value: Option<String>, because: &str) -> Option<Told> {
    value.map(|value| Told { value, because: because.to_owned() })
}

/// The objects of a page's JSON-LD.
pub(super) struct LinkedData {
    nodes: Vec<Value>,
    article: Option<usize>,
}

impl LinkedData {
    pub fn of(page: &Readability) -> Self {
        let mut nodes = Vec::new();
        for script in page.doc.select("script[type='application/ld+json']").iter() {
            let text = script.text();
            let text = text.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
            if let Ok(value) = serde_json::from_str(text) {
                collect_nodes(value, &mut nodes, 0);
            }
        }
        let article = nodes.iter().position(is_article);
        LinkedData { nodes, article }
    }

    /// The first of the article's fields that holds a word.
    pub fn word(&self, fields: &[&str]) -> Option<String> {
        let article = &self.nodes[self.article?];
        fields.iter().find_map(|field| clean(article.get(field)?.as_str()?))
    }

    /// The first of the article's fields that holds a word, with its name.
    pub fn told(&self, fields: &[&str]) -> Option<Told> {
        fields.iter().find_map(|field| told(self.word(&[field]), &format!("JSON-LD {field}")))
    }

    /// The field of the first object that has it, where no article is described.
    pub fn word_of_any(&self, field: &str) -> Option<String> {
        self.nodes.iter().find_map(|node| clean(node.get(field)?.as_str()?))
    }

    /// The one person described, where there is one only.
    pub fn only_person(&self) -> Option<String> {
        let is_person = |node: &&Value| match node.get("@type") {
            Some(Value::String(name)) => name == "Person",
            Some(Value::Array(names)) => names.len() == 1 && names[0] == "Person",
            _ => false,
        };
        let mut people = self.nodes.iter().filter(is_person);
        let name = clean(people.next()?.get("name")?.as_str()?)?;
        people.next().is_none().then_some(name)
    }

    /// The article's text, its paragraphs kept.
    pub fn text(&self) -> Option<String> {
        let text = self.nodes[self.article?].get("articleBody")?.as_str()?.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// The name of the person or body in a field, or of all of them.
    pub fn name(&self, field: &str) -> Option<String> {
        let value = self.nodes[self.article?].get(field)?;
        let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        // Each may be looked for among all objects, so a list without end is cut.
        let values = values.iter().take(MOST_NAMES);
        let names: Vec<String> = values.filter_map(|value| self.name_of(value)).collect();
        (!names.is_empty()).then(|| names.join(", "))
    }

    fn name_of(&self, value: &Value) -> Option<String> {
        if let Some(name) = value.as_str() {
            return clean(name).filter(|name| !name.starts_with("http"));
        }
        if let Some(name) = value.get("name") {
            return clean(name.as_str()?);
        }
        let id = value.get("@id")?;
        let other =
            self.nodes.iter().find(|node| node.get("@id") == Some(id) && node.get("name").is_some())?;
        clean(other.get("name")?.as_str()?)
    }
}

/// No article has more authors.
const MOST_NAMES: usize = 100;

/// How deep lists and graphs may lie in each other.
const DEEPEST: usize = 8;

fn collect_nodes(value: Value, nodes: &mut Vec<Value>, depth: usize) {
    match value {
        Value::Array(values) if depth < DEEPEST => {
            values.into_iter().for_each(|value| collect_nodes(value, nodes, depth + 1));
        }
        Value::Object(mut object) => {
            let graph = object.remove("@graph");
            nodes.push(Value::Object(object));
            if let Some(graph) = graph
                && depth < DEEPEST
            {
                collect_nodes(graph, nodes, depth + 1);
            }
        }
        _ => {}
    }
}

fn is_article(node: &Value) -> bool {
    let is_article_type =
        |name: &str| name.ends_with("Article") || name.ends_with("Posting") || name == "Report";
    match node.get("@type") {
        Some(Value::String(name)) => is_article_type(name),
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(is_article_type),
        _ => false,
    }
}

/// The contents of a page's `<meta>` elements, by their names in small letters; the first of each. What is
/// named as a property of an item may be one of another article that is cited, and comes second.
pub(super) struct Metas([HashMap<String, String>; 2]);

impl Metas {
    pub fn of(page: &Readability) -> Self {
        let mut metas = [HashMap::new(), HashMap::new()];
        for element in page.doc.select("meta[content]").iter() {
            let Some(content) = element.attr("content").and_then(|content| clean(&content)) else { continue };
            let is_address = content.starts_with("http");
            for (kind, rank) in [("property", 0), ("name", 0), ("itemprop", 1)] {
                let Some(name) = element.attr(kind).map(|name| name.to_ascii_lowercase()) else { continue };
                // An author given as an address has no name to show.
                if !is_address || name == "og:url" {
                    metas[rank].entry(name).or_insert_with(|| content.clone());
                }
            }
        }
        Metas(metas)
    }

    /// The content of the first of these names that the page has, with the name.
    pub fn told(&self, names: &[&str]) -> Option<Told> {
        let find = |metas: &HashMap<String, String>| {
            names.iter().find_map(|name| told(metas.get(*name).cloned(), &format!("meta {name}")))
        };
        self.0.iter().find_map(find)
    }

    /// The content of the first of these names that the page has.
    pub fn first(&self, names: &[&str]) -> Option<String> {
        self.told(names).map(|told| told.value)
    }
}

/// A word or line without extra space and character references; none where it is blank.
pub(super) fn clean(text: &str) -> Option<String> {
    // Content systems leave references in JSON-LD, and in attributes twice.
    if text.contains('&') && text.contains(';') {
        return fragment_line(&text.replace('<', "&lt;"));
    }
    let cleaned = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!cleaned.is_empty()).then_some(cleaned)
}
