//! One state of the index. A question takes one and sees nothing that happens afterwards.

use std::sync::Arc;

use crate::code::Code;
use crate::error::Damaged;
use crate::gone::Gone;
use crate::hits::{Hit, Hits};
use crate::live::Live;
use crate::segment::{Entry, Segment};

/// Parts that never change, each with what was taken out of it since, and the list of what came in lately.
#[derive(Debug, Clone, Default)]
pub(crate) struct Snapshot {
    pub(crate) parts: Vec<Part>,
    pub(crate) live: Live,
}

/// A part that never changes, less what is gone.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub(crate) body: Body,
    pub(crate) gone: Gone,
}

/// What a part is made of.
#[derive(Debug, Clone)]
pub(crate) enum Body {
    Segment(Arc<Segment>),
    /// A list that is being made into a segment.
    List(Arc<Live>),
}

impl Snapshot {
    /// One answer for each code asked for, in their order.
    pub(crate) fn within(&self, asked: &[Code], most: u16, cap: usize) -> Result<Vec<Hits>, Damaged> {
        let mut hits: Vec<Vec<Hit>> = vec![Vec::new(); asked.len()];
        let (mut found, mut near) = (Vec::new(), Vec::new());
        for part in &self.parts {
            match &part.body {
                Body::List(list) => {
                    for (code, hits) in asked.iter().zip(&mut hits) {
                        list.within(code, most, &part.gone, &mut near, hits);
                    }
                }
                Body::Segment(segment) => {
                    found.clear();
                    segment.search(asked, most, &mut found)?;
                    for one in &found {
                        let ids = segment.ids_at(one.place)?.filter(|id| !part.gone.contains(*id));
                        hits[one.asked as usize].extend(ids.map(|id| Hit { id, distance: one.distance }));
                    }
                }
            }
        }
        for (code, hits) in asked.iter().zip(&mut hits) {
            self.live.within(code, most, &Gone::default(), &mut near, hits);
        }
        Ok(hits.into_iter().map(|found| Hits::of(found, cap)).collect())
    }
}

impl Part {
    pub(crate) fn of(body: Body) -> Self {
        Self { body, gone: Gone::default() }
    }

    pub(crate) fn len(&self) -> usize {
        match &self.body {
            Body::Segment(segment) => segment.len(),
            Body::List(list) => list.len(),
        }
    }

    pub(crate) fn is_file(&self) -> bool {
        matches!(&self.body, Body::Segment(segment) if segment.is_file())
    }

    /// Whether both are made of the same, whatever is gone from either.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        match (&self.body, &other.body) {
            (Body::Segment(one), Body::Segment(other)) => Arc::ptr_eq(one, other),
            (Body::List(one), Body::List(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }

    /// Adds what is left of it.
    pub(crate) fn left(&self, entries: &mut Vec<Entry>) -> Result<(), Damaged> {
        let kept = |entry: &Entry| !self.gone.contains(entry.1);
        match &self.body {
            Body::Segment(segment) => entries.extend(segment.entries()?.filter(kept)),
            Body::List(list) => entries.extend(list.entries().filter(kept)),
        }
        Ok(())
    }
}
