//! The lists of words, read from their tables.
//!
//! In: a table that is part of the program: one entry a line, fields parted by tabs, lines that
//! begin with `#` for the reader only. Out: the fields of each entry. A line with another number of
//! fields is left out here and refused by the tests of each list.

/// The entries of a table that have exactly `N` fields.
pub(super) fn rows<const N: usize>(table: &str) -> impl Iterator<Item = [&str; N]> {
    let lines = table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.filter_map(|line| {
        let mut fields = line.split('\t').map(str::trim);
        let mut row = [""; N];
        for place in &mut row {
            *place = fields.next()?;
        }
        fields.next().is_none().then_some(row)
    })
}

/// Lines of a table that hold an entry, whatever their number of fields.
#[cfg(test)]
pub(super) fn lines_with_entries(table: &str) -> usize {
    table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .count()
}
