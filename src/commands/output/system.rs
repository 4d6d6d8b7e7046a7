//! What files need of the system beyond the standard library.
//!
//! In: names. Out: open files and folders. Promise: a link is never followed and a pipe never waited for;
//! what is done in a held folder is done in that very folder, whatever its name leads to meanwhile; whose
//! a file is, is asked of the open file and not of its name. Where a system has no owners and modes, every
//! file counts as ours; where it has no files without a name, [`unnamed`] gives none.
//!
//! Why `rustix`: the standard library opens no file relative to a folder and makes none without a name;
//! these are system calls without unsafe code of our own, and `tempfile` brings the crate already.

use std::fs::{File, Metadata};
use std::io;
use std::path::{Path, PathBuf};

/// What a file is opened for. A file that is made is its owner's alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OpenFor {
    /// To read.
    Reading,
    /// To add at its end; made if it is not there.
    Adding,
    /// To be locked; made if it is not there. On Windows what is opened for adding alone cannot be locked.
    Locking,
    /// To write what is not there yet.
    Making,
}

/// Who may reach a folder or file, as far as it matters whether it is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// It is ours, and nobody else reaches it.
    Private,
    /// It is ours, and others reach it.
    Wide,
    /// It is somebody else's.
    Foreign,
}

pub(super) use imp::{HeldFolder, has_other_names, is_same_file, open_file, standing, unnamed};

/// A regular file: not a folder, a link, a pipe or a device.
fn regular(file: File) -> io::Result<File> {
    if file.metadata()?.is_file() {
        Ok(file)
    } else {
        Err(no_file())
    }
}

/// The error of what is no regular file. Its kind is that of a link that is not followed.
fn no_file() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "it is not an ordinary file")
}

/// Whether an error says that what stands there is a link, a pipe or a device.
pub(super) fn is_no_file(error: &io::Error) -> bool {
    imp::is_link(error) || error.kind() == io::ErrorKind::InvalidInput
}

#[cfg(unix)]
mod imp {
    use std::os::fd::{AsFd, OwnedFd};
    use std::os::unix::fs::MetadataExt;

    use rustix::fs::{AtFlags, CWD, Dir, Mode, OFlags};
    use rustix::io::Errno;

    use super::{File, Metadata, OpenFor, Path, PathBuf, Standing, io, regular};

    /// The owner's alone.
    const PRIVATE: Mode = Mode::RUSR.union(Mode::WUSR);

    fn flags(open: OpenFor) -> OFlags {
        let flags = match open {
            OpenFor::Reading => OFlags::RDONLY,
            OpenFor::Adding => OFlags::WRONLY | OFlags::APPEND | OFlags::CREATE,
            OpenFor::Locking => OFlags::RDWR | OFlags::CREATE,
            OpenFor::Making => OFlags::RDWR | OFlags::CREATE | OFlags::EXCL,
        };
        flags | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC | OFlags::NOCTTY
    }

    /// Opens a regular file.
    pub(in super::super) fn open_file(path: &Path, open: OpenFor) -> io::Result<File> {
        let file = rustix::fs::openat(CWD, path, flags(open), PRIVATE)?;
        regular(File::from(file))
    }

    /// Whether an error says that a link stands there.
    pub(super) fn is_link(error: &io::Error) -> bool {
        // A pipe that nobody reads, opened for writing, is told by ENXIO.
        let told = [Errno::LOOP, Errno::MLINK, Errno::NXIO];
        let told = told.map(Errno::raw_os_error);
        error
            .raw_os_error()
            .is_some_and(|code| told.contains(&code))
    }

    /// Whose something is, and who else reaches it.
    pub(in super::super) fn standing(metadata: &Metadata) -> Standing {
        if metadata.uid() != rustix::process::geteuid().as_raw() {
            Standing::Foreign
        } else if metadata.mode() & 0o077 != 0 {
            Standing::Wide
        } else {
            Standing::Private
        }
    }

    /// Whether two are one file or one folder.
    pub(in super::super) fn is_same_file(one: &Metadata, other: &Metadata) -> bool {
        (one.dev(), one.ino()) == (other.dev(), other.ino())
    }

    /// Whether a file has another name besides the one it was opened by.
    pub(in super::super) fn has_other_names(metadata: &Metadata) -> bool {
        metadata.nlink() > 1
    }

    /// A folder that is held open.
    pub(in super::super) struct HeldFolder {
        path: PathBuf,
        folder: OwnedFd,
    }

    impl HeldFolder {
        /// Opens a folder; a link to one is none.
        pub(in super::super) fn open(path: &Path) -> io::Result<Self> {
            let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
            Ok(Self {
                folder: rustix::fs::openat(CWD, path, flags, Mode::empty())?,
                path: path.to_owned(),
            })
        }

        /// Makes a folder that is its owner's alone.
        pub(in super::super) fn make(path: &Path) -> io::Result<()> {
            Ok(rustix::fs::mkdirat(CWD, path, Mode::RWXU)?)
        }

        /// Where it was when it was opened.
        pub(in super::super) fn path(&self) -> &Path {
            &self.path
        }

        pub(in super::super) fn metadata(&self) -> io::Result<Metadata> {
            File::from(self.folder.try_clone()?).metadata()
        }

        /// Keeps everybody else out.
        pub(in super::super) fn narrow(&self) -> io::Result<()> {
            Ok(rustix::fs::fchmod(&self.folder, Mode::RWXU)?)
        }

        /// Opens a regular file of this name in it.
        pub(in super::super) fn open_file(&self, name: &str, open: OpenFor) -> io::Result<File> {
            let file = rustix::fs::openat(&self.folder, name, flags(open), PRIVATE)?;
            regular(File::from(file))
        }

        /// The names of everything in it that are UTF-8, in order.
        pub(in super::super) fn names(&self) -> io::Result<Vec<String>> {
            let mut names = Vec::new();
            for entry in Dir::read_from(&self.folder)? {
                let entry = entry?;
                match entry.file_name().to_str() {
                    Ok("." | "..") | Err(_) => {}
                    Ok(name) => names.push(name.to_owned()),
                }
            }
            names.sort();
            Ok(names)
        }

        /// Takes a file away.
        pub(in super::super) fn remove(&self, name: &str) -> io::Result<()> {
            Ok(rustix::fs::unlinkat(&self.folder, name, AtFlags::empty())?)
        }

        /// Gives a file of it another name in it, in place of the file that has it.
        pub(in super::super) fn rename(&self, name: &str, to: &str) -> io::Result<()> {
            let folder = self.folder.as_fd();
            Ok(rustix::fs::renameat(folder, name, folder, to)?)
        }

        /// Makes the names in it lasting. Some file systems cannot; that is no failure.
        pub(in super::super) fn flush(&self) {
            let _flushed = rustix::fs::fsync(&self.folder);
        }
    }

    /// A file without a name in a folder, if the system has such; `name_it` gives it one.
    #[cfg(target_os = "linux")]
    pub(in super::super) mod unnamed {
        use std::sync::OnceLock;

        use super::*;

        /// Begins one; `None` where the file system has none.
        pub(in super::super::super) fn begin(folder: &Path, mode: u32) -> io::Result<Option<File>> {
            static HAS_PATHS: OnceLock<bool> = OnceLock::new();
            if !HAS_PATHS.get_or_init(|| Path::new("/proc/self/fd").is_dir()) {
                return Ok(None);
            }
            let flags = OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC;
            match rustix::fs::openat(CWD, folder, flags, Mode::from_raw_mode(mode)) {
                Ok(file) => Ok(Some(File::from(file))),
                // Older systems take it for a folder that is to be written.
                Err(Errno::OPNOTSUPP | Errno::ISDIR | Errno::INVAL | Errno::NOSYS) => Ok(None),
                Err(error) => Err(error.into()),
            }
        }

        /// Gives it a name that nobody has.
        pub(in super::super::super) fn name_it(file: &File, path: &Path) -> io::Result<()> {
            use std::os::fd::AsRawFd;

            let itself = format!("/proc/self/fd/{}", file.as_raw_fd());
            let flags = AtFlags::SYMLINK_FOLLOW;
            Ok(rustix::fs::linkat(CWD, itself, CWD, path, flags)?)
        }
    }

    /// A file without a name: this system has none.
    #[cfg(not(target_os = "linux"))]
    pub(in super::super) mod unnamed {
        use super::*;

        pub(in super::super::super) fn begin(_: &Path, _: u32) -> io::Result<Option<File>> {
            Ok(None)
        }

        pub(in super::super::super) fn name_it(_: &File, _: &Path) -> io::Result<()> {
            Err(io::ErrorKind::Unsupported.into())
        }
    }
}

#[cfg(not(unix))]
mod imp {
    use super::{File, Metadata, OpenFor, Path, PathBuf, Standing, io, regular};

    /// Opens a regular file.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where files are opened"
    )]
    pub(in super::super) fn open_file(path: &Path, open: OpenFor) -> io::Result<File> {
        if path.symlink_metadata().is_ok_and(|there| !there.is_file()) {
            return Err(super::no_file());
        }
        let mut options = std::fs::OpenOptions::new();
        match open {
            OpenFor::Reading => options.read(true),
            OpenFor::Adding => options.append(true).create(true),
            OpenFor::Locking => options.read(true).write(true).create(true).truncate(false),
            OpenFor::Making => options.read(true).write(true).create_new(true),
        };
        regular(options.open(path)?)
    }

    /// Whether an error says that a link stands there.
    pub(super) fn is_link(_: &io::Error) -> bool {
        false
    }

    /// Whose something is: who may read it is handed down by the folder here, and not asked.
    pub(in super::super) fn standing(_: &Metadata) -> Standing {
        Standing::Private
    }

    /// Whether two are one file or one folder: their names decide here.
    pub(in super::super) fn is_same_file(_: &Metadata, _: &Metadata) -> bool {
        false
    }

    /// Whether a file has another name: not asked here.
    pub(in super::super) fn has_other_names(_: &Metadata) -> bool {
        false
    }

    /// A folder, by its name.
    pub(in super::super) struct HeldFolder {
        path: PathBuf,
    }

    impl HeldFolder {
        /// Opens a folder; a link to one is none.
        pub(in super::super) fn open(path: &Path) -> io::Result<Self> {
            if path.symlink_metadata()?.is_dir() {
                Ok(Self {
                    path: path.to_owned(),
                })
            } else {
                Err(io::ErrorKind::NotADirectory.into())
            }
        }

        /// Makes a folder.
        pub(in super::super) fn make(path: &Path) -> io::Result<()> {
            std::fs::create_dir(path)
        }

        /// Where it was when it was opened.
        pub(in super::super) fn path(&self) -> &Path {
            &self.path
        }

        pub(in super::super) fn metadata(&self) -> io::Result<Metadata> {
            self.path.symlink_metadata()
        }

        /// Keeps everybody else out: the folder above decides here.
        pub(in super::super) fn narrow(&self) -> io::Result<()> {
            Ok(())
        }

        /// Opens a regular file of this name in it.
        pub(in super::super) fn open_file(&self, name: &str, open: OpenFor) -> io::Result<File> {
            open_file(&self.path.join(name), open)
        }

        /// The names of everything in it that are Unicode, in order.
        pub(in super::super) fn names(&self) -> io::Result<Vec<String>> {
            let mut names = Vec::new();
            for entry in std::fs::read_dir(&self.path)? {
                names.extend(entry?.file_name().into_string().ok());
            }
            names.sort();
            Ok(names)
        }

        /// Takes a file away.
        pub(in super::super) fn remove(&self, name: &str) -> io::Result<()> {
            std::fs::remove_file(self.path.join(name))
        }

        /// Gives a file of it another name in it, in place of the file that has it.
        #[expect(
            clippy::disallowed_methods,
            reason = "a finished file is put in its place"
        )]
        pub(in super::super) fn rename(&self, name: &str, to: &str) -> io::Result<()> {
            std::fs::rename(self.path.join(name), self.path.join(to))
        }

        /// Makes the names in it lasting: the system does so by itself.
        pub(in super::super) fn flush(&self) {}
    }

    /// A file without a name: this system has none.
    pub(in super::super) mod unnamed {
        use super::*;

        pub(in super::super::super) fn begin(_: &Path, _: u32) -> io::Result<Option<File>> {
            Ok(None)
        }

        pub(in super::super::super) fn name_it(_: &File, _: &Path) -> io::Result<()> {
            Err(io::ErrorKind::Unsupported.into())
        }
    }
}
