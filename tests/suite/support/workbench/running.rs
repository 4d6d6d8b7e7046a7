//! A run that goes on while the test does other things.
//!
//! *What goes in and comes out*: a prepared run goes in; what it said so far, and in the end its exit
//! code, come out.
//! *What it promises*: it never outlives the test; waiting for something ends within a limit, and then
//! fails the test with all that the run said.
//! *Why this shape*: a command that waits for changes has no end of its own to look at.

use std::io::Read;
use std::process::{Child, Command};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How long a test waits for something that takes well under a second, on a machine that builds other
/// things at the same time.
const TIME_LIMIT: Duration = Duration::from_secs(60);

/// A run that goes on.
pub(crate) struct Running {
    child: Child,
    output: Heard,
    errors: Heard,
}

/// What came out of a pipe so far.
struct Heard {
    bytes: Arc<Mutex<Vec<u8>>>,
    reader: Option<JoinHandle<()>>,
}

impl Heard {
    fn from(mut pipe: impl Read + Send + 'static) -> Heard {
        let bytes = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&bytes);
        let reader = std::thread::spawn(move || {
            let mut piece = [0; 4096];
            while let Ok(length @ 1..) = pipe.read(&mut piece) {
                heard.lock().unwrap().extend_from_slice(&piece[..length]);
            }
        });
        Heard {
            bytes,
            reader: Some(reader),
        }
    }

    fn words(&self) -> String {
        String::from_utf8_lossy(&self.bytes.lock().unwrap()).into_owned()
    }

    fn wait_for_end(&mut self) {
        if let Some(reader) = self.reader.take() {
            let _ = reader.join();
        }
    }
}

impl Running {
    pub(super) fn start(mut command: Command) -> Running {
        let mut child = command.spawn().expect("the program can be started");
        let output = child.stdout.take().expect("standard output is a pipe");
        let errors = child.stderr.take().expect("standard error is a pipe");
        Running {
            output: Heard::from(output),
            errors: Heard::from(errors),
            child,
        }
    }

    /// The words on standard output so far.
    pub(crate) fn output(&self) -> String {
        self.output.words()
    }

    /// The words on standard error so far.
    pub(crate) fn errors(&self) -> String {
        self.errors.words()
    }

    /// Waits until something is so.
    #[track_caller]
    pub(crate) fn wait_until(&mut self, what: &str, mut is_so: impl FnMut() -> bool) {
        self.wait(what, |_| is_so());
    }

    /// Waits until these words have been said so often on standard error.
    #[track_caller]
    pub(crate) fn says(&mut self, words: &str, times: usize) {
        let what = format!("{words:?}, {times} times");
        self.wait(&what, |run| run.errors().matches(words).count() >= times);
    }

    #[track_caller]
    fn wait(&mut self, what: &str, mut is_so: impl FnMut(&Running) -> bool) {
        let started = Instant::now();
        while !is_so(self) {
            let ended = self.child.try_wait().ok().flatten();
            if ended.is_some() || started.elapsed() > TIME_LIMIT {
                let (output, errors) = (self.output(), self.errors());
                panic!(
                    "waited for {what}\n  end: {ended:?}\n  output:\n{output}\n  errors:\n{errors}"
                );
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Sends the signal of Ctrl-C and waits for the end: the exit code, and all that was said. A signal
    /// before the program listens would be the system's to answer, and is lost where the tests themselves
    /// were started with it ignored; so it is sent once the program listens.
    #[track_caller]
    pub(crate) fn interrupt(mut self) -> (Option<i32>, String, String) {
        self.wait("the program to listen for signals", Running::listens);
        let sent = Command::new("kill")
            .args(["-INT", &self.child.id().to_string()])
            .status();
        assert!(
            sent.is_ok_and(|status| status.success()),
            "no signal was sent"
        );
        let started = Instant::now();
        let status = loop {
            if let Ok(Some(status)) = self.child.try_wait() {
                break status;
            }
            assert!(started.elapsed() < TIME_LIMIT, "it did not end");
            std::thread::sleep(Duration::from_millis(2));
        };
        self.output.wait_for_end();
        self.errors.wait_for_end();
        (status.code(), self.output(), self.errors())
    }
}

impl Running {
    /// Whether the program catches the signal of Ctrl-C, as far as the system says.
    fn listens(&self) -> bool {
        // One bit for each signal, the second for SIGINT (proc(5)).
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()));
        status.map_or(true, |status| {
            let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:"));
            let caught = caught.and_then(|bits| u64::from_str_radix(bits.trim(), 16).ok());
            caught.is_none_or(|bits| bits & 0b10 != 0)
        })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
