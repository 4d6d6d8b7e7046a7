//! Colours, and how well one can be read on another.
//!
//! Takes `#rrggbb`; gives a [`Colour`], its grey on a black-and-white printer, and the contrast
//! ratio of two colours as WCAG 2 defines it. The ratio is a number from 1 (the same) to 21 (black
//! on white); 4.5 is the least at which people with moderately low vision read body text.

/// Least contrast between words and their ground: WCAG 2.2, success criterion 1.4.3, level AA.
pub const MINIMUM_CONTRAST: f64 = 4.5;

/// A colour of the screen (sRGB).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Colour {
    /// Red, 0 to 255.
    pub red: u8,
    /// Green, 0 to 255.
    pub green: u8,
    /// Blue, 0 to 255.
    pub blue: u8,
}

impl Colour {
    /// White paper.
    pub const WHITE: Self = Self {
        red: 255,
        green: 255,
        blue: 255,
    };

    /// The colour written as `#rrggbb`, in small or large letters.
    pub fn parse(written: &str) -> Option<Self> {
        let digits = written.strip_prefix('#')?;
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        Some(Self {
            red: part(0)?,
            green: part(2)?,
            blue: part(4)?,
        })
    }

    /// The grey that a black-and-white printer makes of it: luma of ITU-R BT.601.
    #[must_use]
    pub fn grey(self) -> Self {
        let thousandths =
            299 * u32::from(self.red) + 587 * u32::from(self.green) + 114 * u32::from(self.blue);
        let grey = u8::try_from((thousandths + 500) / 1000).unwrap_or(u8::MAX);
        Self {
            red: grey,
            green: grey,
            blue: grey,
        }
    }

    /// The same tone with `step` of 255 parts of its light; 255 is the colour itself, 0 is black.
    #[must_use]
    pub fn scaled(self, step: u8) -> Self {
        let part = |part: u8| {
            let scaled = (u16::from(part) * u16::from(step) + 127) / 255;
            u8::try_from(scaled).unwrap_or(u8::MAX)
        };
        Self {
            red: part(self.red),
            green: part(self.green),
            blue: part(self.blue),
        }
    }

    /// Contrast ratio with another colour, from 1 to 21 (WCAG 2.2, definition of contrast ratio).
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// Relative luminance, 0 for black to 1 for white (WCAG 2.2, definition of the same name).
    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }
}

impl std::fmt::Display for Colour {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            formatter,
            "#{:02x}{:02x}{:02x}",
            self.red, self.green, self.blue
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_and_written() {
        let colour = Colour::parse("#0B4f58").unwrap();
        assert_eq!(
            colour,
            Colour {
                red: 11,
                green: 79,
                blue: 88
            }
        );
        assert_eq!(colour.to_string(), "#0b4f58");
        for wrong in [
            "", "0b4f58", "#0b4f5", "#0b4f588", "#0b4f5g", "teal", "#fff", "#éé00",
        ] {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_definition() {
        let black = Colour {
            red: 0,
            green: 0,
            blue: 0,
        };
        assert!((black.contrast(Colour::WHITE) - 21.0).abs() < 1e-9);
        assert!((Colour::WHITE.contrast(Colour::WHITE) - 1.0).abs() < 1e-9);
        // #767676 is known as the palest grey that reaches 4.5:1 on white.
        let palest = Colour::parse("#767676").unwrap();
        assert!(palest.contrast(Colour::WHITE) >= MINIMUM_CONTRAST);
        let paler = Colour::parse("#777777").unwrap();
        assert!(paler.contrast(Colour::WHITE) < MINIMUM_CONTRAST);
        assert_eq!(palest.grey(), palest);
    }
}
