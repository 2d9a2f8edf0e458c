//! One file out of a ZIP archive, as office documents are.
//!
//! Only what such documents use is read: stored and deflated members, found by the archive's directory. What
//! is taken out is held within the limit, and its checksum compared.

use std::io::Read;

use flate2::Crc;
use flate2::read::DeflateDecoder;

use super::source::SizeLimit;

/// Why a member cannot be taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The archive has no directory: it is cut off, or none.
    CutOff,
    /// It holds no such member.
    Absent,
    /// The member is damaged, locked with a password, or packed in another way.
    Unreadable,
    /// The member is larger than the limit.
    TooLarge,
}

const END: &[u8] = b"PK\x05\x06";
const ENTRY: &[u8] = b"PK\x01\x02";
const MEMBER: &[u8] = b"PK\x03\x04";

/// The length of the end of the directory, its comment apart, and the longest comment.
const END_LENGTH: usize = 22;
const LONGEST_COMMENT: usize = 65_535;

/// True for bytes that begin as an archive does.
pub(super) fn looks_like_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(MEMBER)
}

/// The bytes of a member.
///
/// # Errors
/// When it is not there, or not to be read.
pub(super) fn member(archive: &[u8], name: &str, limit: SizeLimit) -> Result<Vec<u8>, Fault> {
    let tail = archive.len().saturating_sub(END_LENGTH + LONGEST_COMMENT);
    let end = memchr::memmem::rfind(&archive[tail..], END).map(|place| tail + place).ok_or(Fault::CutOff)?;
    let count = number(archive, end + 10, 2).ok_or(Fault::CutOff)?;
    let mut place = number(archive, end + 16, 4).ok_or(Fault::CutOff)?;
    for _ in 0..count {
        let entry = archive.get(place..).filter(|entry| entry.starts_with(ENTRY)).ok_or(Fault::CutOff)?;
        let field = |at, length| number(entry, at, length).ok_or(Fault::CutOff);
        let length = field(28, 2)?;
        if entry.get(46..46 + length) == Some(name.as_bytes()) {
            return unpacked(archive, entry, limit);
        }
        place += 46 + length + field(30, 2)? + field(32, 2)?;
    }
    Err(Fault::Absent)
}

/// The member that an entry of the directory speaks of.
fn unpacked(archive: &[u8], entry: &[u8], limit: SizeLimit) -> Result<Vec<u8>, Fault> {
    let field = |at, length| number(entry, at, length).ok_or(Fault::CutOff);
    let (flags, method, checksum) = (field(8, 2)?, field(10, 2)?, field(16, 4)?);
    let (packed, start) = (field(20, 4)?, field(42, 4)?);
    let head = archive.get(start..).filter(|head| head.starts_with(MEMBER)).ok_or(Fault::CutOff)?;
    let names = number(head, 26, 2).zip(number(head, 28, 2)).ok_or(Fault::CutOff)?;
    let begin = 30 + names.0 + names.1;
    let data = head.get(begin..begin + packed).ok_or(Fault::CutOff)?;
    if flags & 1 == 1 {
        return Err(Fault::Unreadable);
    }
    let mut bytes = Vec::new();
    let most = limit.bytes().saturating_add(1);
    let outcome = match method {
        0 => data.take(most).read_to_end(&mut bytes),
        8 => DeflateDecoder::new(data).take(most).read_to_end(&mut bytes),
        _ => return Err(Fault::Unreadable),
    };
    if !limit.allows(bytes.len() as u64) {
        return Err(Fault::TooLarge);
    }
    let mut sum = Crc::new();
    sum.update(&bytes);
    match outcome {
        Ok(_) if sum.sum() as usize == checksum => Ok(bytes),
        _ => Err(Fault::Unreadable),
    }
}

/// A number of two or four bytes, the lowest first.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    let bytes = bytes.get(at..at + length)?;
    Some(bytes.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::Write;

    use super::*;

    /// An archive of these members, every second of them stored as it is.
    pub fn archive(members: &[(&str, &str)]) -> Vec<u8> {
        let (mut archive, mut directory) = (Vec::new(), Vec::new());
        for (place, (name, text)) in members.iter().enumerate() {
            let mut sum = Crc::new();
            sum.update(text.as_bytes());
            let is_packed = place % 2 == 0;
            let data = if is_packed {
                let mut packed =
                    flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
                packed.write_all(text.as_bytes()).unwrap();
                packed.finish().unwrap()
            } else {
                text.as_bytes().to_vec()
            };
            let start = u32::try_from(archive.len()).unwrap();
            let mut fields = vec![20, 0, 0, 0, if is_packed { 8 } else { 0 }, 0, 0, 0, 0, 0];
            fields.extend(sum.sum().to_le_bytes());
            fields.extend(u32::try_from(data.len()).unwrap().to_le_bytes());
            fields.extend(u32::try_from(text.len()).unwrap().to_le_bytes());
            fields.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
            fields.extend([0, 0]);
            archive.extend(MEMBER.iter().chain(&fields).chain(name.as_bytes()).chain(&data));
            directory.extend(ENTRY.iter().chain(&[20, 0]).chain(&fields).chain(&[0; 10]));
            directory.extend(start.to_le_bytes());
            directory.extend(name.as_bytes());
        }
        let count = u16::try_from(members.len()).unwrap().to_le_bytes();
        let start = u32::try_from(archive.len()).unwrap().to_le_bytes();
        let length = u32::try_from(directory.len()).unwrap().to_le_bytes();
        archive.extend(directory);
        archive.extend(END.iter().chain(&[0; 4]).chain(&count).chain(&count).chain(&length).chain(&start));
        archive.extend([0, 0]);
        archive
    }

    #[test]
    fn members_packed_and_stored() {
        let archive = archive(&[("a/one.xml", "One, she said."), ("two", "Two.")]);
        let read = |name| {
            member(&archive, name, SizeLimit::default()).map(|bytes| String::from_utf8(bytes).unwrap())
        };
        assert_eq!(read("a/one.xml").as_deref(), Ok("One, she said."));
        assert_eq!(read("two").as_deref(), Ok("Two."));
        assert_eq!(read("three"), Err(Fault::Absent));
        assert_eq!(member(&archive, "two", "3".parse().unwrap()), Err(Fault::TooLarge));
    }

    #[test]
    fn archives_that_are_cut_off_or_damaged() {
        let whole = archive(&[("one", "One, she said."), ("two", "Two.")]);
        // The length of the comment, which is the last of it, is not asked.
        for end in 0..whole.len() - 2 {
            assert_eq!(member(&whole[..end], "one", SizeLimit::default()), Err(Fault::CutOff));
        }
        let mut damaged = whole;
        damaged[36] ^= 0x55;
        assert_eq!(member(&damaged, "one", SizeLimit::default()), Err(Fault::Unreadable));
    }
}
