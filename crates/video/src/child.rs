//! A program of others at work on a file of others: what it may use, and that it is gone afterwards.

use std::ffi::OsString;
use std::io::{self, Read};
use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
use std::path::Path;
use std::process::{self, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, Resource, Rlimit, Signal};

use crate::error::FilmError;
use crate::limits::Limits;

/// Bytes of complaints that are kept.
const WORDS: u64 = 8192;
/// Open files: libraries are opened one after the other, then the film and three pipes are all.
const FILES: u64 = 64;
/// How long a program may take to end after it has closed its output: so many times, so long.
const LAST: (u32, Duration) = (200, Duration::from_millis(10));

/// A program and what it is told.
pub struct Call<'a> {
    pub name: &'static str,
    pub program: &'a Path,
    pub arguments: &'a [OsString],
}

/// Why output was not read to its end by who read it.
pub enum Stop {
    /// Enough was seen: the program is ended, and this is why.
    Refused(FilmError),
    /// The output itself ended too early, or made no sense: how the program ended says more.
    Cut(String),
}

/// Starts a program, reads its output, and waits until it has ended or ends it.
///
/// # Errors
/// What stopped it: a limit, or its own complaint, which is told by `complaint`.
pub fn run<T: Send>(
    call: &Call,
    limits: &Limits,
    read: impl FnOnce(ChildStdout) -> Result<T, Stop> + Send,
    complaint: impl Fn(String) -> FilmError,
) -> Result<T, FilmError> {
    thread::scope(|scope| {
        // Inside the scope, which waits for both threads at its end: they read until the program is gone.
        let mut child = Child::start(call, limits)?;
        // Both were asked for as pipes.
        let (Some(output), Some(words)) = (child.inner.stdout.take(), child.inner.stderr.take()) else {
            return Err(FilmError::Start(call.name, io::Error::other("no pipe")));
        };
        let words = scope.spawn(|| listen(words));
        let (done, ready) = mpsc::sync_channel(1);
        scope.spawn(move || done.send(read(output)));
        let result = match ready.recv_timeout(limits.wall) {
            Err(RecvTimeoutError::Timeout) => return Err(FilmError::TooSlow(limits.wall)),
            // The thread that reads has panicked; the scope passes it on.
            Err(RecvTimeoutError::Disconnected) => Err(Stop::Cut(String::new())),
            Ok(result) => result,
        };
        if let Err(Stop::Refused(error)) = result {
            return Err(error);
        }
        let status = child.last().ok_or(FilmError::TooSlow(limits.wall))?;
        let words = words.join().unwrap_or_default();
        if let Some(error) = ended(status, &words, limits, &complaint) {
            return Err(error);
        }
        result.map_err(|stop| match stop {
            Stop::Refused(error) => error,
            Stop::Cut(reason) => complaint(reason),
        })
    })
}

/// How a program ended, unless well.
fn ended(
    status: ExitStatus,
    words: &str,
    limits: &Limits,
    complaint: &impl Fn(String) -> FilmError,
) -> Option<FilmError> {
    let says = |part: &str| words.contains(part);
    // First, because ffmpeg leaves out frames that it has no room for, and ends as if all were well.
    if says("Cannot allocate memory") || says("failed to map segment") {
        return Some(FilmError::TooMuchMemory(limits.memory));
    }
    if status.success() {
        return None;
    }
    if [Signal::KILL, Signal::XCPU].iter().any(|signal| status.signal() == Some(signal.as_raw())) {
        return Some(FilmError::TooDear(limits.processor));
    }
    if says("Unrecognized option") {
        return Some(FilmError::Old);
    }
    let silent = || match status.signal() {
        Some(signal) => format!("ffmpeg fell over it (signal {signal})"),
        None => "ffmpeg gave up without a word".to_owned(),
    };
    Some(complaint(reason(words).unwrap_or_else(silent)))
}

/// The first complaint in short: without the part of ffmpeg that made it, without the file's name.
fn reason(words: &str) -> Option<String> {
    let line = words.lines().map(str::trim).find(|line| !line.is_empty())?;
    let line = line.strip_prefix('[').and_then(|rest| rest.split_once("] ")).map_or(line, |(_, rest)| rest);
    let line = if line.starts_with("file:") { line.rsplit_once(": ").map_or(line, |(_, rest)| rest) } else { line };
    let shown = line.chars().map(|c| if c.is_ascii_graphic() { c } else { ' ' });
    Some(shown.take(160).collect())
}

/// The first words on standard error; the rest is read and dropped, so that nobody waits for room.
fn listen(mut from: impl Read) -> String {
    let mut words = Vec::new();
    let read = from.by_ref().take(WORDS).read_to_end(&mut words);
    if read.is_ok() {
        drop(io::copy(&mut from, &mut io::sink()));
    }
    String::from_utf8_lossy(&words).into_owned()
}

/// A process that ends with this value, at the latest.
struct Child {
    inner: process::Child,
    is_gone: bool,
}

impl Child {
    #[expect(unsafe_code, reason = "what is done between fork and exec has no safe form")]
    fn start(call: &Call, limits: &Limits) -> Result<Self, FilmError> {
        let mut command = Command::new(call.program);
        command.args(call.arguments).env_clear().current_dir("/").process_group(0);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let limits = *limits;
        // SAFETY: the closure runs in the new process, which has one thread, and makes system calls only: it allocates
        // nothing and takes no lock.
        unsafe { command.pre_exec(move || confine(&limits)) };
        match command.spawn() {
            Ok(inner) => Ok(Self { inner, is_gone: false }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(FilmError::Missing(call.name)),
            Err(error) => Err(FilmError::Start(call.name, error)),
        }
    }

    /// Waits for a process that has closed its output; `None` when it goes on nevertheless.
    fn last(&mut self) -> Option<ExitStatus> {
        let (times, pause) = LAST;
        for _ in 0..times {
            if let Ok(Some(status)) = self.inner.try_wait() {
                self.is_gone = true;
                return Some(status);
            }
            thread::sleep(pause);
        }
        None
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        if self.is_gone {
            return;
        }
        // The group: what was named may be a script that has started the program proper.
        let group = rustix::process::kill_process_group(Pid::from_child(&self.inner), Signal::KILL);
        if group.is_err() {
            drop(self.inner.kill());
        }
        drop(self.inner.wait());
    }
}

/// In the new process, before the program is in it: bounds that it cannot raise again.
fn confine(limits: &Limits) -> io::Result<()> {
    let most =
        |resource, value| rustix::process::setrlimit(resource, Rlimit { current: Some(value), maximum: Some(value) });
    // ffmpeg ends in good order when it is warned, and would look as if it had finished: no warning, the end.
    most(Resource::Cpu, limits.processor.as_secs().max(1))?;
    most(Resource::As, limits.memory)?;
    most(Resource::Fsize, 0)?;
    most(Resource::Core, 0)?;
    most(Resource::Nofile, FILES)?;
    #[cfg(target_os = "linux")]
    alone()?;
    Ok(())
}

/// No network, no more rights, and no life after ours.
#[cfg(target_os = "linux")]
#[expect(unsafe_code, reason = "leaving a name space has no safe form")]
fn alone() -> io::Result<()> {
    use rustix::thread::{UnshareFlags, set_no_new_privs, unshare_unsafe};

    let mut spaces = UnshareFlags::NEWNET;
    if !rustix::process::geteuid().is_root() {
        spaces |= UnshareFlags::NEWUSER;
    }
    // SAFETY: no file descriptor is unshared, which is the danger of this call. Not every machine allows it (a container
    // may not): then the list of protocols that ffmpeg is given stands alone.
    let _ = unsafe { unshare_unsafe(spaces) };
    set_no_new_privs(true)?;
    rustix::process::set_parent_process_death_signal(Some(Signal::KILL))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str, limits: &Limits) -> Result<String, FilmError> {
        let arguments = ["-c".into(), script.into()];
        let call = Call { name: "sh", program: Path::new("/bin/sh"), arguments: &arguments };
        run(
            &call,
            limits,
            |output| io::read_to_string(output).map_err(|e| Stop::Cut(e.to_string())),
            FilmError::Damaged,
        )
    }

    #[test]
    fn a_child_has_bounds_and_nothing_of_ours() {
        let limits = Limits { memory: 64 << 20, processor: Duration::from_secs(7), ..Limits::default() };
        let said = shell("/bin/cat /proc/self/limits; echo; /usr/bin/env", &limits).unwrap();
        for (bound, value) in [
            ("Max address space", "67108864"),
            ("Max cpu time", "7"),
            ("Max file size", "0"),
            ("Max core file size", "0"),
            ("Max open files", "64"),
        ] {
            let line = said.lines().find(|line| line.starts_with(bound)).unwrap();
            let words: Vec<&str> = line[bound.len()..].split_whitespace().collect();
            assert_eq!(words[..2], [value, value], "{line}");
        }
        // What a shell sets itself is not ours.
        let (_, set) = said.split_once("\n\n").unwrap();
        assert!(
            set.lines().all(|line| line.starts_with("PWD=") || line.starts_with("_=") || line.starts_with("SHLVL=")),
            "{set}"
        );
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_child_has_no_network_where_the_system_can_take_it_away() {
        let said = shell("/bin/cat /proc/self/net/dev", &Limits::default()).unwrap();
        let devices = said.lines().skip(2).filter(|line| !line.trim_start().starts_with("lo:")).count();
        let flag = if rustix::process::geteuid().is_root() { "-n" } else { "-rn" };
        let can = Command::new("unshare").args([flag, "true"]).status().is_ok_and(|status| status.success());
        assert!(devices == 0 || !can, "{said}");
    }

    #[test]
    fn a_child_and_what_it_started_is_gone_when_time_is_up() {
        let limits = Limits { wall: Duration::from_millis(300), ..Limits::default() };
        // Both keep the pipes open: the call would come back after they have ended, if they were left alone.
        let error = shell("/bin/sleep 600 & /bin/sleep 600", &limits).unwrap_err();
        assert!(matches!(error, FilmError::TooSlow(_)), "{error}");
    }

    #[test]
    fn a_child_that_is_refused_is_ended() {
        let arguments = ["/dev/zero".into()];
        let call = Call { name: "cat", program: Path::new("/bin/cat"), arguments: &arguments };
        let read = |mut output: ChildStdout| -> Result<(), Stop> {
            output.read_exact(&mut [0; 9]).map_err(|error| Stop::Cut(error.to_string()))?;
            Err(Stop::Refused(FilmError::TooLong { limit: 9 }))
        };
        let error = run(&call, &Limits::default(), read, FilmError::Damaged).unwrap_err();
        assert!(matches!(error, FilmError::TooLong { limit: 9 }), "{error}");
    }

    #[test]
    fn a_complaint_is_told_without_the_name_of_the_file() {
        let said = |script: &str| shell(script, &Limits::default()).unwrap_err().to_string();
        assert_eq!(
            said("echo '[mov,mp4 @ 0x55] moov atom not found' >&2; exit 1"),
            "the film is damaged: moov atom not found"
        );
        assert_eq!(said("echo 'file:/a: b.mp4: Invalid data' >&2; exit 1"), "the film is damaged: Invalid data");
        assert_eq!(said("exit 3"), "the film is damaged: ffmpeg gave up without a word");
        assert_eq!(said("kill -SEGV $$"), "the film is damaged: ffmpeg fell over it (signal 11)");
        assert!(said("kill -KILL $$").contains("processor time"));
        assert!(said("echo \"Unrecognized option 'fps_mode'.\" >&2; exit 1").contains("too old"));
        assert!(said("echo 'Cannot allocate memory' >&2; exit 0").contains("more memory"));
    }
}
