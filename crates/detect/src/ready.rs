//! Making compiled rules ready to read with: whether they were packed into the program or come from files.

use crate::error::{LexiconError, Source};
use crate::lexicon::Lexicon;
use crate::pack::Pack;
use crate::{coercion, draft};

impl Lexicon {
    /// Compiles the texts of lexicon files.
    pub fn compile(lexicons: &[Source]) -> Result<Self, LexiconError> {
        draft::compile(lexicons).map(Self::signed)
    }

    /// Reads what the build script packed.
    pub fn unpack(mut bytes: &[u8]) -> Result<Self, LexiconError> {
        let lexicon = <Self as Pack>::unpack(&mut bytes).filter(|_| bytes.is_empty());
        lexicon.map(Self::signed).ok_or(LexiconError::Packed)
    }

    /// Names the signs that each rule stands for.
    fn signed(mut self) -> Self {
        for rule in &mut self.rules {
            let names = coercion::of_rule(rule.tag, rule.cue.as_deref());
            rule.signs = names.into_iter().map(|name| (coercion::place(&name), name)).collect();
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_packed_rules_are_those_of_the_files() {
        let mut packed = Vec::new();
        Lexicon::compile(&crate::sources(crate::RULES)).expect("the shipped lexicons compile").pack(&mut packed);
        assert!(packed == crate::LEXICON, "{} bytes, packed are {}", packed.len(), crate::LEXICON.len());
        let mut again = Vec::new();
        Lexicon::unpack(&packed).expect("they are whole").pack(&mut again);
        assert!(packed == again);
        assert!(matches!(Lexicon::unpack(&packed[..packed.len() - 1]), Err(LexiconError::Packed)));
    }
}
