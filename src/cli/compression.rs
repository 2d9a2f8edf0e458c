//! Files that are compressed while they are written, and appear whole or not at all.
//!
//! zstd is written as one frame by a thread of its own, since its encoder asks for what it writes.

use std::cell::Cell;
use std::io::{self, Read, Write};
use std::path::Path;
use std::rc::Rc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use clap::ValueEnum;
use flate2::write::GzEncoder;
use ruzstd::encoding::{CompressionLevel, FrameCompressor};

use super::whole_file::{Durability, WholeFile};

/// How a file is compressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Compression {
    /// Not at all
    #[default]
    None,
    /// As .gz
    Gzip,
    /// As .zst
    Zstd,
}

impl Compression {
    /// What it is called as an argument.
    pub fn name(self) -> &'static str {
        match self {
            Compression::None => "none",
            Compression::Gzip => "gzip",
            Compression::Zstd => "zstd",
        }
    }

    /// What the name of such a file ends in, with the dot.
    pub fn ending(self) -> &'static str {
        match self {
            Compression::None => "",
            Compression::Gzip => ".gz",
            Compression::Zstd => ".zst",
        }
    }

    /// What the ending of a path tells; none for a file that is not compressed.
    pub fn of_path(path: &Path) -> Compression {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        match ending.to_ascii_lowercase().as_str() {
            "gz" => Compression::Gzip,
            "zst" => Compression::Zstd,
            _ => Compression::None,
        }
    }
}

/// Level 6 of gzip: a fifth larger than the best, three times as fast.
const GZIP_LEVEL: u32 = 6;

/// How much is handed to the encoder of zstd at once, and how many such pieces may wait for it.
const PIECE: usize = 1 << 17;
const WAITING: usize = 8;

/// A file that is compressed while it is written.
pub enum CompressedFile {
    /// Not compressed.
    Plain(WholeFile),
    /// As gzip.
    Gzip(GzEncoder<WholeFile>),
    /// As zstd.
    Zstd(ZstdFile),
}

impl CompressedFile {
    /// Begins a file that will take the name `target`.
    pub fn create(target: &Path, compression: Compression) -> io::Result<Self> {
        let file = WholeFile::create(target)?;
        Ok(match compression {
            Compression::None => CompressedFile::Plain(file),
            Compression::Gzip => {
                CompressedFile::Gzip(GzEncoder::new(file, flate2::Compression::new(GZIP_LEVEL)))
            }
            Compression::Zstd => CompressedFile::Zstd(ZstdFile::new(file)),
        })
    }

    /// Ends the compressed data; what is left to do is to give the file its name.
    pub fn complete(self) -> io::Result<WholeFile> {
        match self {
            CompressedFile::Plain(file) => Ok(file),
            CompressedFile::Gzip(encoder) => encoder.finish(),
            CompressedFile::Zstd(file) => file.finish(),
        }
    }

    /// Ends the file and gives it its name.
    pub fn put_in_place(self, durability: Durability) -> io::Result<()> {
        self.complete()?.put_in_place(durability)
    }
}

impl Write for CompressedFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            CompressedFile::Plain(file) => file.write(bytes),
            CompressedFile::Gzip(encoder) => encoder.write(bytes),
            CompressedFile::Zstd(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            CompressedFile::Plain(file) => file.flush(),
            CompressedFile::Gzip(encoder) => encoder.flush(),
            CompressedFile::Zstd(file) => file.flush(),
        }
    }
}

/// A file that a thread compresses with zstd. Dropped before its end, it waits for the thread, which has the
/// hidden file and removes it.
pub struct ZstdFile {
    /// None once there is no more to hand on.
    pieces: Option<SyncSender<Vec<u8>>>,
    piece: Vec<u8>,
    /// None once the thread has ended.
    encoder: Option<JoinHandle<io::Result<WholeFile>>>,
}

impl ZstdFile {
    fn new(file: WholeFile) -> Self {
        let (pieces, source) = sync_channel(WAITING);
        let encoder = thread::spawn(move || compressed(source, file));
        ZstdFile { pieces: Some(pieces), piece: Vec::with_capacity(PIECE), encoder: Some(encoder) }
    }

    /// Hands a piece to the encoder. One that has gone has met an error, which is told here.
    fn hand_on(&mut self) -> io::Result<()> {
        let piece = std::mem::replace(&mut self.piece, Vec::with_capacity(PIECE));
        if piece.is_empty() || self.pieces.as_ref().is_some_and(|pieces| pieces.send(piece).is_ok()) {
            return Ok(());
        }
        Err(self.end().err().unwrap_or_else(broken_off))
    }

    fn finish(mut self) -> io::Result<WholeFile> {
        self.hand_on()?;
        self.end()
    }

    /// Waits for the encoder to write what it has.
    fn end(&mut self) -> io::Result<WholeFile> {
        self.pieces = None;
        let encoder = self.encoder.take().ok_or_else(broken_off)?;
        encoder.join().unwrap_or_else(|_| Err(broken_off()))
    }
}

impl Drop for ZstdFile {
    fn drop(&mut self) {
        // The failure that led here has been told; a file that was ended has been taken out already.
        let _ = self.end();
    }
}

impl Write for ZstdFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE {
            self.hand_on()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.hand_on()
    }
}

fn broken_off() -> io::Error {
    io::Error::other("the zstd encoder broke off")
}

/// Compresses all pieces into one frame.
fn compressed(pieces: Receiver<Vec<u8>>, file: WholeFile) -> io::Result<WholeFile> {
    let has_failed = Rc::new(Cell::new(false));
    let mut compressor = FrameCompressor::new(CompressionLevel::Fastest);
    compressor.set_source(Pieces { pieces, piece: io::Cursor::default(), has_failed: has_failed.clone() });
    compressor.set_drain(Drain { file, error: None, has_failed });
    compressor.compress();
    match compressor.take_drain() {
        Some(Drain { file, error: None, .. }) => Ok(file),
        Some(Drain { error: Some(error), .. }) => Err(error),
        None => Err(broken_off()),
    }
}

/// Pieces one after another, until there are no more or nothing can be written any longer.
struct Pieces {
    pieces: Receiver<Vec<u8>>,
    piece: io::Cursor<Vec<u8>>,
    has_failed: Rc<Cell<bool>>,
}

impl Read for Pieces {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while !self.has_failed.get() {
            let count = self.piece.read(buffer)?;
            if count > 0 || buffer.is_empty() {
                return Ok(count);
            }
            match self.pieces.recv() {
                Ok(piece) => self.piece = io::Cursor::new(piece),
                Err(_) => return Ok(0),
            }
        }
        Ok(0)
    }
}

/// A file whose errors are kept: the encoder takes none.
struct Drain {
    file: WholeFile,
    error: Option<io::Error>,
    has_failed: Rc<Cell<bool>>,
}

impl Write for Drain {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.error.is_none() {
            self.error = self.file.write_all(bytes).err();
            self.has_failed.set(self.error.is_some());
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// A file that is given up while the encoder has work left is not found in its folder.
    #[test]
    fn a_file_that_is_dropped_leaves_nothing() {
        for compression in [Compression::None, Compression::Gzip, Compression::Zstd] {
            let folder = std::env::temp_dir().join(format!("whosaid-{}-dropped", std::process::id()));
            fs::create_dir_all(&folder).expect("the folder can be made");
            let mut file = CompressedFile::create(&folder.join("said"), compression).expect("it can be made");
            let rows: Vec<u8> = (0..6 * PIECE).map(|at| (at * at % 251) as u8).collect();
            file.write_all(&rows).expect("it can be written");
            drop(file);
            let left = fs::read_dir(&folder).expect("the folder is there").count();
            fs::remove_dir_all(&folder).expect("the folder can be removed");
            assert_eq!(left, 0, "{compression:?}");
        }
    }
}
