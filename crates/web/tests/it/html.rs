//! Just enough of a reader of HTML to see what a person sees and what a browser would load.

/// An opening tag with its attributes; for `textarea`, `style` and `title` also what is inside.
#[derive(Debug, Clone, Default)]
pub struct Tag {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub inside: String,
}

impl Tag {
    /// The value of an attribute, decoded.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|attribute| attribute.0 == name).map(|attribute| attribute.1.as_str())
    }

    fn is(&self, name: &str, value: &str) -> bool {
        self.get(name) == Some(value)
    }
}

/// Every opening tag, in order.
pub fn tags(html: &str) -> Vec<Tag> {
    let mut all = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let (mut tag, after) = tag(rest);
        rest = after;
        if matches!(tag.name.as_str(), "textarea" | "style" | "title") {
            let end = rest.find(&format!("</{}>", tag.name)).expect("the element ends");
            let inside = rest[..end].strip_prefix('\n').unwrap_or(&rest[..end]);
            tag.inside = if tag.name == "style" { rest[..end].to_owned() } else { decode(inside) };
            rest = &rest[end..];
        }
        all.push(tag);
    }
    all
}

fn tag(html: &str) -> (Tag, &str) {
    let end = html.find(|c: char| !c.is_ascii_alphanumeric()).expect("a tag ends");
    let mut tag = Tag { name: html[..end].to_ascii_lowercase(), ..Tag::default() };
    let mut rest = &html[end..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if let Some(after) = rest.strip_prefix('>') {
            return (tag, after);
        }
        let end = rest.find(['=', '>', ' ', '\n']).expect("an attribute ends");
        let name = rest[..end].to_ascii_lowercase();
        assert!(!name.is_empty(), "not an attribute: {rest:.80}");
        rest = &rest[end..];
        let mut value = "";
        if let Some(after) = rest.strip_prefix("=\"") {
            let end = after.find('"').expect("a value ends");
            (value, rest) = (&after[..end], &after[end + 1..]);
        } else {
            assert!(!rest.starts_with('='), "an attribute without quotes: {name}");
        }
        tag.attributes.push((name, decode(value)));
    }
}

/// The texts between tags, decoded and trimmed, without the style sheet. What is in a `textarea` counts.
pub fn text_nodes(html: &str) -> Vec<String> {
    let (start, end) = (html.find("<style>"), html.find("</style>"));
    let bare = match (start, end) {
        (Some(start), Some(end)) => format!("{}{}", &html[..start], &html[end..]),
        _ => html.to_owned(),
    };
    let nodes = bare.split('<').map(|piece| piece.split_once('>').map_or("", |(_, text)| text));
    nodes.map(|text| decode(text.trim())).filter(|text| !text.is_empty()).collect()
}

/// What can be read, in one line.
pub fn visible(html: &str) -> String {
    one_line(&text_nodes(html).join(" "))
}

/// Every run of white space as one space.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Entities as characters.
pub fn decode(text: &str) -> String {
    let pairs = [("&#34;", "\""), ("&#39;", "'"), ("&#60;", "<"), ("&#62;", ">"), ("&lt;", "<"), ("&gt;", ">")];
    let mut out = text.to_owned();
    for (entity, plain) in pairs {
        out = out.replace(entity, plain);
    }
    out.replace("&#38;", "&").replace("&amp;", "&")
}

/// What a text field of the page holds.
pub fn field(html: &str, name: &str) -> Option<String> {
    let tag = tags(html).into_iter().find(|tag| tag.is("name", name) && !tag.is("type", "radio"))?;
    Some(if tag.name == "textarea" { tag.inside } else { tag.get("value").unwrap_or_default().to_owned() })
}

/// True when a choice of the page is made.
pub fn chosen(html: &str, name: &str, value: &str) -> bool {
    tags(html).iter().any(|tag| tag.is("name", name) && tag.is("value", value) && tag.get("checked").is_some())
}

#[test]
fn tags_and_texts_are_told_apart() {
    let html = "<style>a{}</style><p class=\"x\">a &#60; b</p><textarea name=\"t\">\n\nc&#34;</textarea><input name=\"i\" value=\"&#39;\" checked>";
    assert_eq!(visible(html), "a < b c\"");
    assert_eq!((field(html, "t").unwrap().as_str(), field(html, "i").unwrap().as_str()), ("\nc\"", "'"));
    assert_eq!(tags(html).len(), 4);
}
