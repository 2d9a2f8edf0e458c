//! Compressed files and streams, unpacked while they are read.
//!
//! The first bytes tell the compression, whatever the name says: gzip and zstd, of one member or many, and
//! bzip2. Bytes that are not compressed pass through as they are. Memory stays that of one window, and what
//! limits the size of a file counts what comes out here. One layer is taken off; what is packed twice stays
//! packed, and is refused as no text.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::io::{self, BufRead, BufReader, Cursor, ErrorKind, Read};
use std::path::Path;

use bzip2::bufread::MultiBzDecoder;
use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// How bytes are compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Packing {
    Gzip,
    Zstd,
    Bzip2,
}

/// Each compression: its name, the endings of its files, and how its bytes begin.
const PACKINGS: [(Packing, &str, &[&str], &[u8]); 3] = [
    (Packing::Gzip, "gzip", &["gz", "gzip"], b"\x1f\x8b\x08"),
    (Packing::Zstd, "zstd", &["zst", "zstd"], b"\x28\xb5\x2f\xfd"),
    (Packing::Bzip2, "bzip2", &["bz2"], b"BZh"),
];

/// No opening is longer.
const LONGEST_OPENING: usize = 4;

/// A path without the ending that says how the file is compressed: `a.jsonl` for `a.jsonl.gz`.
pub(super) fn without_packing(path: &Path) -> Cow<'_, Path> {
    if is_packed(path) { Cow::Owned(path.with_extension("")) } else { Cow::Borrowed(path) }
}

/// True for a file whose ending says that it is compressed in a way that is read.
pub(super) fn is_packed(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    PACKINGS.iter().any(|(_, _, endings, _)| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// What a stream holds, unpacked where it is compressed.
///
/// # Errors
/// When the stream cannot be read.
pub(super) fn unpacked(mut stream: impl Read + 'static) -> io::Result<Box<dyn BufRead>> {
    let mut opening = Vec::new();
    stream.by_ref().take(LONGEST_OPENING as u64).read_to_end(&mut opening)?;
    let has_level = |packing| packing != Packing::Bzip2 || opening.get(3).is_some_and(u8::is_ascii_digit);
    let packing =
        PACKINGS.iter().find(|(packing, .., begins)| opening.starts_with(begins) && has_level(*packing));
    let whole = BufReader::new(Cursor::new(opening).chain(stream));
    let Some(&(packing, name, ..)) = packing else { return Ok(Box::new(whole)) };
    let stream: Box<dyn Read> = match packing {
        Packing::Gzip => Box::new(MultiGzDecoder::new(whole)),
        Packing::Bzip2 => Box::new(MultiBzDecoder::new(whole)),
        Packing::Zstd => Box::new(Frames { stream: whole, decoder: FrameDecoder::new(), is_within: false }),
    };
    Ok(Box::new(BufReader::new(Unpacking { stream, name })))
}

/// That compressed data are damaged or end too early.
#[derive(Debug)]
pub(super) struct Damage {
    name: &'static str,
    is_cut_off: bool,
}

impl fmt::Display for Damage {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = if self.is_cut_off { "end too early" } else { "are damaged" };
        write!(out, "the data compressed with {} {what}", self.name)
    }
}

impl Error for Damage {}

/// The damage that an error of reading tells of.
pub(super) fn damage(error: &io::Error) -> Option<&Damage> {
    error.get_ref().and_then(|inner| inner.downcast_ref::<Damage>())
}

/// A stream whose errors say what was being unpacked.
struct Unpacking {
    stream: Box<dyn Read>,
    name: &'static str,
}

impl Read for Unpacking {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.stream.read(buffer).map_err(|error| {
            // An error of the disk is none of the data.
            if error.raw_os_error().is_some() || error.kind() == ErrorKind::Interrupted {
                return error;
            }
            let is_cut_off = error.kind() == ErrorKind::UnexpectedEof;
            io::Error::other(Damage { name: self.name, is_cut_off })
        })
    }
}

/// The frames of zstd, one after another.
struct Frames<R: BufRead> {
    stream: R,
    decoder: FrameDecoder,
    is_within: bool,
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if !self.is_within && !self.begin()? {
                return Ok(0);
            }
            while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                let one = BlockDecodingStrategy::UptoBlocks(1);
                self.decoder.decode_blocks(&mut self.stream, one).map_err(plainly)?;
            }
            let count = self.decoder.read(buffer)?;
            if count > 0 || buffer.is_empty() {
                return Ok(count);
            }
            let sum = self.decoder.get_checksum_from_data();
            if sum.is_some() && sum != self.decoder.get_calculated_checksum() {
                return Err(ErrorKind::InvalidData.into());
            }
            self.is_within = false;
        }
    }
}

impl<R: BufRead> Frames<R> {
    /// Begins the next frame, past those that hold no data; false at the end of the stream.
    fn begin(&mut self) -> io::Result<bool> {
        while !self.stream.fill_buf()?.is_empty() {
            match self.decoder.init(&mut self.stream) {
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    let length = u64::from(length);
                    let skipped = io::copy(&mut self.stream.by_ref().take(length), &mut io::sink())?;
                    if skipped < length {
                        return Err(ErrorKind::UnexpectedEof.into());
                    }
                }
                begun => {
                    begun.map_err(plainly)?;
                    self.is_within = true;
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }
}

/// An error of the decoder as one of reading, where it rests on one: a stream that ends too early.
#[expect(clippy::needless_pass_by_value, reason = "it is what map_err hands on")]
fn plainly(error: FrameDecoderError) -> io::Error {
    let mut cause: Option<&(dyn Error + 'static)> = Some(&error);
    while let Some(one) = cause {
        if let Some(reading) = one.downcast_ref::<io::Error>() {
            return reading.kind().into();
        }
        cause = one.source();
    }
    ErrorKind::InvalidData.into()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    const TEXT: &str = "“The ferry is back,” the harbour master said. “It was a long winter.”";

    fn gzip(text: &str) -> Vec<u8> {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        packed.write_all(text.as_bytes()).unwrap();
        packed.finish().unwrap()
    }

    fn bzip2(text: &str) -> Vec<u8> {
        let mut packed = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::default());
        packed.write_all(text.as_bytes()).unwrap();
        packed.finish().unwrap()
    }

    fn zstd(text: &str) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(text.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest)
    }

    fn text_of(bytes: Vec<u8>) -> (String, Option<String>) {
        let mut text = Vec::new();
        let outcome = unpacked(Cursor::new(bytes)).unwrap().read_to_end(&mut text);
        (String::from_utf8_lossy(&text).into_owned(), outcome.err().map(|error| error.to_string()))
    }

    #[test]
    fn one_member_or_many() {
        for pack in [gzip, bzip2, zstd] {
            assert_eq!(text_of(pack(TEXT)), (TEXT.to_owned(), None));
            assert_eq!(text_of([pack(TEXT), pack(TEXT)].concat()), (TEXT.repeat(2), None));
        }
        let skipped = [b"\x50\x2a\x4d\x18\x03\0\0\0abc".to_vec(), zstd(TEXT)].concat();
        assert_eq!(text_of([zstd(TEXT), skipped].concat()), (TEXT.repeat(2), None));
    }

    #[test]
    fn what_is_not_compressed_passes_through() {
        for text in ["", "B", "BZ", TEXT] {
            assert_eq!(text_of(text.as_bytes().to_vec()), (text.to_owned(), None));
        }
    }

    #[test]
    fn data_that_end_too_early_or_are_damaged() {
        let long: String = (0..20_000).map(|number| format!("{} {TEXT}\n", number * 7919 % 10_007)).collect();
        for (pack, name) in [(gzip as fn(&str) -> Vec<u8>, "gzip"), (bzip2, "bzip2"), (zstd, "zstd")] {
            let packed = pack(&long);
            let (text, error) = text_of(packed[..packed.len() * 3 / 4].to_vec());
            assert!(text.len() > long.len() / 4 && long.starts_with(&text), "{name}: {}", text.len());
            assert_eq!(error.unwrap(), format!("the data compressed with {name} end too early"));
            let mut packed = pack(TEXT);
            let middle = packed.len() / 2;
            packed[middle..].iter_mut().for_each(|byte| *byte ^= 0x5a);
            let (_, error) = text_of(packed);
            let error = error.unwrap_or_else(|| panic!("{name} is read though damaged"));
            assert!(error.starts_with(&format!("the data compressed with {name} ")), "{error}");
        }
    }

    #[test]
    fn endings() {
        for (path, bare) in
            [("a.jsonl.gz", "a.jsonl"), ("a.GZ", "a"), ("b.csv.zst", "b.csv"), ("c.txt", "c.txt")]
        {
            assert_eq!(without_packing(Path::new(path)), Path::new(bare));
        }
    }
}
