//! Files that are compressed while they are written, and appear whole or not at all.
//!
//! zstd is written as one frame by a thread of its own, since its encoder asks for what it writes.

use std::io::{self, Read, Write};
use std::path::Path;
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

/// A file that a thread compresses with zstd.
pub struct ZstdFile {
    pieces: SyncSender<Vec<u8>>,
    piece: Vec<u8>,
    encoder: JoinHandle<io::Result<WholeFile>>,
}

impl ZstdFile {
    fn new(file: WholeFile) -> Self {
        let (pieces, source) = sync_channel(WAITING);
        let encoder = thread::spawn(move || compressed(source, file));
        ZstdFile { pieces, piece: Vec::with_capacity(PIECE), encoder }
    }

    /// Hands a piece to the encoder; one that has gone has met an error, which it tells at the end.
    fn hand_on(&mut self) {
        let piece = std::mem::replace(&mut self.piece, Vec::with_capacity(PIECE));
        if !piece.is_empty() {
            let _ = self.pieces.send(piece);
        }
    }

    fn finish(mut self) -> io::Result<WholeFile> {
        self.hand_on();
        drop(self.pieces);
        self.encoder.join().unwrap_or_else(|_| Err(io::Error::other("the zstd encoder broke off")))
    }
}

impl Write for ZstdFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE {
            self.hand_on();
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.hand_on();
        Ok(())
    }
}

/// Compresses all pieces into one frame.
fn compressed(pieces: Receiver<Vec<u8>>, file: WholeFile) -> io::Result<WholeFile> {
    let mut compressor = FrameCompressor::new(CompressionLevel::Fastest);
    compressor.set_source(Pieces { pieces, piece: io::Cursor::default() });
    compressor.set_drain(Drain { file, error: None });
    compressor.compress();
    match compressor.take_drain() {
        Some(Drain { file, error: None }) => Ok(file),
        Some(Drain { error: Some(error), .. }) => Err(error),
        None => Err(io::Error::other("the zstd encoder broke off")),
    }
}

/// Pieces one after another, until there are no more.
struct Pieces {
    pieces: Receiver<Vec<u8>>,
    piece: io::Cursor<Vec<u8>>,
}

impl Read for Pieces {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let count = self.piece.read(buffer)?;
            if count > 0 || buffer.is_empty() {
                return Ok(count);
            }
            match self.pieces.recv() {
                Ok(piece) => self.piece = io::Cursor::new(piece),
                Err(_) => return Ok(0),
            }
        }
    }
}

/// A file whose errors are kept: the encoder takes none.
struct Drain {
    file: WholeFile,
    error: Option<io::Error>,
}

impl Write for Drain {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.error.is_none() {
            self.error = self.file.write_all(bytes).err();
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
