//! How well messages are read: counts, rates and their intervals.

use std::collections::BTreeMap;

use vigie_detect::Detector;
use vigie_detect::coercion::Reading;

use super::examples::{DEMANDED, Message};

/// Hits of so many.
#[derive(Debug, Clone, Copy, Default)]
pub struct Rate {
    pub hits: usize,
    pub of: usize,
}

impl Rate {
    /// Counts one.
    pub fn add(&mut self, hit: bool) {
        self.hits += usize::from(hit);
        self.of += 1;
    }

    /// Counts what another has counted.
    pub fn join(&mut self, other: Self) {
        self.hits += other.hits;
        self.of += other.of;
    }

    /// The share, 0 when there was nothing.
    #[expect(clippy::cast_precision_loss, reason = "counts of sentences")]
    pub fn share(self) -> f64 {
        if self.of == 0 { 0.0 } else { self.hits as f64 / self.of as f64 }
    }

    /// Wilson's interval of 95 %.
    #[expect(clippy::cast_precision_loss, reason = "counts of sentences")]
    pub fn interval(self) -> (f64, f64) {
        if self.of == 0 {
            return (0.0, 1.0);
        }
        let (n, p, z) = (self.of as f64, self.share(), 1.96_f64);
        let middle = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
        let half = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt() / (1.0 + z * z / n);
        ((middle - half).max(0.0), (middle + half).min(1.0))
    }
}

impl std::fmt::Display for Rate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (low, high) = self.interval();
        write!(f, "{:.3} ({}/{}; {low:.3}-{high:.3})", self.share(), self.hits, self.of)
    }
}

/// Everything that is counted over a set of messages.
#[derive(Debug, Default)]
pub struct Table {
    pub rates: BTreeMap<String, Rate>,
}

/// F1 of a precision and a recall.
pub fn f1(p: f64, r: f64) -> f64 {
    if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
}

impl Table {
    fn add(&mut self, name: impl Into<String>, hit: bool) {
        self.rates.entry(name.into()).or_default().add(hit);
    }

    /// Adds what another table counted.
    pub fn and(&mut self, other: Self) {
        for (name, rate) in other.rates {
            let mine = self.rates.entry(name).or_default();
            (mine.hits, mine.of) = (mine.hits + rate.hits, mine.of + rate.of);
        }
    }

    /// A rate by its name.
    pub fn rate(&self, name: &str) -> Rate {
        self.rates.get(name).copied().unwrap_or_default()
    }

    /// Counts all messages; the wrong ones are told to `wrong`.
    pub fn of(detector: &Detector, messages: &[Message], mut wrong: impl FnMut(&Message, &Reading)) -> Self {
        let mut table = Self::default();
        let mut seeds: BTreeMap<&str, bool> = BTreeMap::new();
        let readings: Vec<Reading> = messages.iter().map(|m| detector.message(&m.text, "en")).collect();
        for (m, r) in messages.iter().zip(&readings) {
            if let Some(group) = m.group.as_deref().filter(|_| !m.variant_of_seed && m.role == "offender") {
                seeds.insert(group, r.alarm);
            }
        }
        for (m, r) in messages.iter().zip(&readings) {
            let offender = m.role == "offender";
            let role = r.role.as_str() == m.role;
            let helped = matches!(m.role.as_str(), "victim" | "bystander");
            if offender {
                table.add("offender recall", r.alarm);
                table.add(format!("offender recall, {}", m.lang), r.alarm);
                table.add(format!("offender recall, {}", m.motive), r.alarm);
            }
            if r.alarm {
                table.add("offender precision", offender);
                table.add(format!("offender precision, {}", m.lang), offender);
            }
            if helped {
                table.add("alarm on victim or bystander", r.alarm);
                table.add("victim or bystander recognised", matches!(r.role.as_str(), "victim" | "bystander"));
                table.add(format!("{} recognised", m.role), role);
            }
            if m.role == "educator" {
                table.add("alarm on educator", r.alarm);
                table.add("educator recognised", role);
            }
            if m.role == "none" {
                table.add("alarm on hard negatives", r.alarm);
                table.add(format!("alarm on hard negatives, {}", m.neg_kind.as_deref().unwrap_or("other")), r.alarm);
                table.add("none recognised", role);
            }
            if m.self_harm {
                table.add("self-harm recall", r.self_harm);
            }
            if r.self_harm {
                table.add("self-harm precision", m.self_harm);
            }
            if m.third_party_risk {
                table.add("third-party recall", r.third_party_risk);
            }
            if offender || helped {
                table.motive(&m.motive, r.motive.as_str());
            }
            table.spans(m, r);
            let evasion = m.evasion.as_deref().unwrap_or("none");
            if offender && m.variant_of_seed {
                if let Some(seed) = m.group.as_deref().and_then(|g| seeds.get(g)) {
                    table.add(format!("evasion {evasion}, seeds"), *seed);
                    table.add(format!("evasion {evasion}, variants"), r.alarm);
                }
            } else if offender && evasion != "none" {
                table.add(format!("evasion {evasion}, alone"), r.alarm);
            }
            if r.alarm != offender || (helped && !matches!(r.role.as_str(), "victim" | "bystander")) {
                wrong(m, r);
            }
        }
        table
    }

    /// Counts sentences that are labelled for self-harm alone. *Doors* is what the help site and the desk look at.
    pub fn of_harms(detector: &Detector, messages: &[Message]) -> Self {
        let mut table = Self::default();
        for m in messages {
            let r = detector.message(&m.text, "en");
            let doors = !detector.self_harm(&m.text).is_empty();
            if m.self_harm {
                table.add("self-harm recall", r.self_harm);
                table.add(format!("self-harm recall, {}", m.lang), r.self_harm);
                table.add("doors for the writer's own", doors);
                table.add(format!("doors for the writer's own, {}", m.lang), doors);
            } else if m.third_party_risk {
                table.add("somebody else's told, as own or not", r.third_party_risk || r.self_harm);
                table.add("doors for somebody else", doors);
            } else if m.neg_kind.as_deref() == Some(DEMANDED) {
                table.add("demanded recall", r.coerced_self_harm);
            } else {
                table.add("self-harm told, not meant", r.self_harm);
                table.add("doors, not meant", doors);
            }
            if r.self_harm && !m.third_party_risk && m.neg_kind.as_deref() != Some(DEMANDED) {
                table.add("self-harm precision", m.self_harm);
            }
        }
        for (name, rate) in &table.rates {
            println!("{name:<48} {rate}");
        }
        table
    }

    fn motive(&mut self, truth: &str, found: &str) {
        for motive in ["financial", "content", "humiliation", "none"] {
            if truth == motive {
                self.add(format!("motive {motive} recall"), found == motive);
            }
            if found == motive {
                self.add(format!("motive {motive} precision"), truth == motive);
            }
        }
    }

    /// Spans of the ten labels of the schema, exactly and by overlap.
    fn spans(&mut self, m: &Message, r: &Reading) {
        const SCHEMA: [&str; 10] = [
            "threat_distribution",
            "demand_money",
            "demand_content",
            "demand_act",
            "deadline",
            "audience",
            "possession_claim",
            "leverage_info",
            "payment_rail",
            "isolation",
        ];
        let points = |byte: usize| m.text[..byte].chars().count();
        let found: Vec<(&str, usize, usize)> =
            r.elements.iter().map(|e| (e.label.as_str(), points(e.start), points(e.end))).collect();
        let truth: Vec<(&str, usize, usize)> = m.spans.iter().map(|s| (s.label.as_str(), s.start, s.end)).collect();
        let touches = |a: &(&str, usize, usize), b: &(&str, usize, usize)| a.0 == b.0 && a.1 < b.2 && b.1 < a.2;
        for span in found.iter().filter(|s| SCHEMA.contains(&s.0)) {
            self.add("span precision, exact", truth.contains(span));
            self.add("span precision, overlap", truth.iter().any(|t| touches(t, span)));
            self.add(format!("span precision, {}", span.0), truth.iter().any(|t| touches(t, span)));
        }
        for span in truth.iter().filter(|s| SCHEMA.contains(&s.0)) {
            self.add("span recall, exact", found.contains(span));
            self.add("span recall, overlap", found.iter().any(|f| touches(f, span)));
            self.add(format!("span recall, {}", span.0), found.iter().any(|f| touches(f, span)));
        }
    }

    /// The lines for people.
    pub fn print(&self) {
        for (name, rate) in &self.rates {
            println!("{name:<48} {rate}");
        }
        let pair = |name: &str| {
            let (p, r) = name.split_once('/').unwrap_or((name, name));
            f1(self.rate(p).share(), self.rate(r).share())
        };
        println!("{:<48} {:.3}", "offender F1", pair("offender precision/offender recall"));
        println!("{:<48} {:.3}", "span F1, exact", pair("span precision, exact/span recall, exact"));
        println!("{:<48} {:.3}", "span F1, overlap", pair("span precision, overlap/span recall, overlap"));
        println!("{:<48} {:.3}", "motive macro-F1", self.motives());
    }

    /// The mean of the F1 of the three motives and of none.
    pub fn motives(&self) -> f64 {
        let motives = ["financial", "content", "humiliation", "none"];
        let each = motives.map(|m| {
            f1(self.rate(&format!("motive {m} precision")).share(), self.rate(&format!("motive {m} recall")).share())
        });
        each.iter().sum::<f64>() / 4.0
    }
}
