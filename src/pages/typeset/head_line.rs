//! The person in the running head, put together from values that are set already.
//!
//! In: pages of values, each with nothing else on it, and a page with what stands between them. Out: the same words
//! on one line, with the tags of what stands between them; `None` if a value is not one line of text, or if they
//! do not fit. Promise: each glyph is where the templates would put it. Why this shape: the patient's name and the
//! reference stand in the panel in the same type, and to set them once more for the head would cost more than
//! everything else that the head costs.

use typst::layout::{Abs, Frame, FrameItem, Point, Size};
use typst::text::TextItem;
use typst_layout::Page;

/// How far the pieces of a line may be apart in height, in points: what adding lengths loses.
const NOISE: f64 = 0.001;

/// Text of one line.
struct Line {
    /// Each piece with its distance from the first.
    pieces: Vec<(Abs, TextItem)>,
    width: Abs,
    height: Abs,
}

impl Line {
    /// The only line of a page.
    fn of(page: &Page) -> Option<Self> {
        let mut found = Vec::new();
        collect(&page.frame, Point::zero(), &mut found)?;
        let (first, _) = found.first()?;
        let (left, baseline) = (first.x, first.y);
        let is_line = found
            .iter()
            .all(|(at, _)| (at.y - baseline).to_pt().abs() < NOISE && at.x >= left);
        let ends = found.iter().map(|(at, piece)| at.x + piece.width());
        let end = ends.fold(left, Abs::max);
        is_line.then(|| Self {
            pieces: found
                .into_iter()
                .map(|(at, piece)| (at.x - left, piece))
                .collect(),
            width: end - left,
            height: page.frame.height(),
        })
    }
}

/// Takes the text out of a frame that holds nothing else but tags.
fn collect(frame: &Frame, at: Point, found: &mut Vec<(Point, TextItem)>) -> Option<()> {
    for (place, item) in frame.items() {
        let place = at + *place;
        match item {
            FrameItem::Text(text) => found.push((place, text.clone())),
            FrameItem::Tag(_) => {}
            FrameItem::Group(group) if group.clip.is_none() && group.transform.is_identity() => {
                collect(&group.frame, place, found)?;
            }
            _ => return None,
        }
    }
    Some(())
}

/// The values on one line, which ends where the room ends, with `gap` on either side of what stands between them.
pub(super) fn joined(values: &[&Page], between: &Page, gap: Abs, room: Abs) -> Option<Page> {
    let apart = Line::of(between)?;
    let values: Option<Vec<Line>> = values.iter().map(|page| Line::of(page)).collect();
    let values = values?;
    let gaps = (gap * 2.0 + apart.width) * values.len().saturating_sub(1) as f64;
    let width = values.iter().map(|value| value.width).sum::<Abs>() + gaps;
    if width > room {
        return None;
    }
    let height = values
        .iter()
        .map(|value| value.height)
        .fold(Abs::zero(), Abs::max);
    let mut frame = Frame::hard(Size::new(room, height));
    let tags = |range: &[(Point, FrameItem)], frame: &mut Frame| {
        for (_, item) in range {
            frame.push(Point::zero(), item.clone());
        }
    };
    let items: Vec<(Point, FrameItem)> = between.frame.items().cloned().collect();
    let is_tag = |(_, item): &(Point, FrameItem)| matches!(item, FrameItem::Tag(_));
    let begin = items.iter().take_while(|item| is_tag(item)).count();
    let end = items.iter().rev().take_while(|item| is_tag(item)).count();
    tags(items.get(..begin)?, &mut frame);
    let mut left = room - width;
    let mut put = |line: &Line, left: Abs| {
        for (from_left, piece) in &line.pieces {
            let at = Point::new(left + *from_left, height);
            frame.push(at, FrameItem::Text(piece.clone()));
        }
    };
    for (index, value) in values.iter().enumerate() {
        if index > 0 {
            put(&apart, left + gap);
            left += gap * 2.0 + apart.width;
        }
        put(value, left);
        left += value.width;
    }
    tags(items.get(items.len().checked_sub(end)?..)?, &mut frame);
    Some(Page {
        frame,
        ..between.clone()
    })
}
