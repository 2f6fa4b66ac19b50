//! The text engine in use, and its change while the process answers.

use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use vigie_detect::{Detector, LexiconError};

/// The detector that reads now. Readers keep the one they began with.
pub struct Lexicons(RwLock<Arc<Detector>>);

impl Lexicons {
    /// Begins with a detector.
    pub fn new(detector: Detector) -> Self {
        Self(RwLock::new(Arc::new(detector)))
    }

    /// The detector in use.
    pub fn detector(&self) -> Arc<Detector> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads the lexicons of a folder and uses them from now on; gives back their version. Those in use stay when
    /// something is wrong.
    ///
    /// # Errors
    /// [`LexiconError`] with file, line and what is wrong.
    pub fn read(&self, folder: &Path) -> Result<String, LexiconError> {
        let detector = Detector::from_folder(folder)?;
        let version = detector.version().to_owned();
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(detector);
        Ok(version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_good_lexicons_stay_when_new_ones_are_wrong() {
        let lexicons = Lexicons::new(Detector::embedded().unwrap());
        let good = lexicons.read(Path::new("../../data/lexicons")).unwrap();
        assert_eq!(lexicons.detector().version(), good);
        assert!(lexicons.read(Path::new("src")).is_err());
        assert_eq!(lexicons.detector().version(), good);
    }
}
