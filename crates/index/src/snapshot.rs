//! One state of the index. A question takes one and sees nothing that happens afterwards.

use std::sync::Arc;

use crate::code::Code;
use crate::gone::Gone;
use crate::hits::{Hit, Hits};
use crate::live::Live;

/// Parts that never change, each with what was taken out of it since, and the list of what came in lately.
#[derive(Debug, Clone, Default)]
pub(crate) struct Snapshot {
    pub(crate) parts: Vec<Part>,
    pub(crate) live: Live,
}

/// A part that never changes, less what is gone.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub(crate) body: Arc<Live>,
    pub(crate) gone: Gone,
}

impl Snapshot {
    pub(crate) fn within(&self, asked: &Code, most: u16, cap: usize) -> Hits {
        let (mut near, mut found) = (Vec::new(), Vec::<Hit>::new());
        for part in &self.parts {
            part.body.within(asked, most, &part.gone, &mut near, &mut found);
        }
        self.live.within(asked, most, &Gone::default(), &mut near, &mut found);
        Hits::of(found, cap)
    }
}
