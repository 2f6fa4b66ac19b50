//! What concerns the process itself: memory goes back to the system when it is done with, files are made for their owner
//! alone, and a crash leaves no dump.
//!
//! glibc raises its own limit for "big" blocks each time one is freed, and then keeps them: an idle node stayed at
//! 156 MB where it needs 23. A limit that is set stays where it is.

/// Blocks from this size on are taken from the system and given back whole, in bytes. The 6 MB of a picture of a telephone's
/// screen are below it: taken anew each time they cost the system 2.8 ms a picture.
#[cfg(target_env = "gnu")]
const BIG: libc::c_int = 8 << 20;

/// So much at the end of an arena is kept when a block there is freed, in bytes, until [`trim`] gives it back. With the 128 KiB
/// of glibc the megabyte that a picture takes beside its pixels was given back and taken anew each time: 0.2 ms a picture.
#[cfg(target_env = "gnu")]
const KEPT: libc::c_int = 8 << 20;

/// Sets the limits. Called before any thread is started.
#[cfg(target_env = "gnu")]
#[expect(unsafe_code, reason = "mallopt has no safe form; it is called at the start, before any other thread exists")]
pub fn give_back() {
    // SAFETY: mallopt only reads its two numbers, and no other thread allocates yet. A refusal (0) changes nothing.
    unsafe { libc::mallopt(libc::M_MMAP_THRESHOLD, BIG) };
    // SAFETY: as above.
    unsafe { libc::mallopt(libc::M_TRIM_THRESHOLD, KEPT) };
}

/// How often what nothing uses is given back.
pub const EVERY: std::time::Duration = std::time::Duration::from_mins(1);

/// Gives back what a start, a reading of lexicons or pictures needed and nothing uses any more: what lies between blocks that
/// stay, and the packed lexicons.
pub fn trim() {
    trim_blocks();
    vigie_detect::packed().for_each(leave_in_file);
}

/// The whole pages of what stands in the program's file need not be in memory; who reads them again gets them from the file.
#[cfg(target_os = "linux")]
#[expect(unsafe_code, reason = "madvise has no safe form")]
fn leave_in_file(bytes: &'static [u8]) {
    let page = rustix::param::page_size();
    let before = bytes.as_ptr().align_offset(page);
    let whole = bytes.len().saturating_sub(before) / page * page;
    if whole == 0 {
        return;
    }
    let first = bytes[before..].as_ptr().cast_mut().cast();
    // SAFETY: a static slice without cells lies in pages of the program's file that are mapped for reading only. The system may
    // drop such pages itself at any time and reads them from the file again; this only asks for it now. The range is of whole
    // pages within the slice. A refusal changes nothing.
    let refused = unsafe { rustix::mm::madvise(first, whole, rustix::mm::Advice::LinuxDontNeed) };
    if let Err(error) = refused {
        tracing::debug!(%error, "The packed lexicons stay in memory.");
    }
}

/// Not done on other systems.
#[cfg(not(target_os = "linux"))]
fn leave_in_file(_: &'static [u8]) {}

#[cfg(target_env = "gnu")]
#[expect(unsafe_code, reason = "malloc_trim has no safe form")]
fn trim_blocks() {
    // SAFETY: malloc_trim takes its own locks and moves nothing that is in use; what it returns only says whether it did.
    unsafe { libc::malloc_trim(0) };
}

/// What this process writes, only its owner reads: database, log of the database, audit.
#[expect(unsafe_code, reason = "umask has no safe form; it is called once, before any other thread exists")]
pub fn keep_private() {
    // SAFETY: umask only sets the mask of this process and cannot fail.
    unsafe { libc::umask(0o077) };
}

/// A crash leaves no dump, whatever the system is set to: keys, words and the pixels of the last picture would be in it.
/// Nobody but root can look into the process then.
#[cfg(target_os = "linux")]
pub fn leave_no_dump() {
    use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    let limited = setrlimit(Resource::Core, none);
    // A program that dumps are piped to is not held back by the limit.
    let private = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    if let Err(error) = limited.and(private) {
        eprintln!("vigie: if this program crashes, a dump of its memory may be left behind: {error}");
    }
}

/// Not done on other systems: whoever runs the program there has to turn dumps off.
#[cfg(not(target_os = "linux"))]
pub fn leave_no_dump() {}

/// Other C libraries give such blocks back by themselves.
#[cfg(not(target_env = "gnu"))]
pub fn give_back() {}

/// Other C libraries give it back by themselves.
#[cfg(not(target_env = "gnu"))]
fn trim_blocks() {}
