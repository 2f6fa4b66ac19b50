//! Offender identifiers as visitors type them.
