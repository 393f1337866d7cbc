//! The shapes of panels and groups.

use super::{
    schema,
    shape::{EvidenceShape, file, lists},
};
use concordat_findings::Audit;
use concordat_register::{
    Evidence, Theme,
    meeting::{Meeting, Member, PartSource, Source, Standing},
};
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

/// Places shown for each part of a meeting's terms.
const SHOWN: usize = 2;

/// A panel or group.
#[derive(Serialize, JsonSchema)]
pub(super) struct MeetingShape<'a> {
    /// A stable slug.
    id: &'a str,
    name: &'a str,
    acronym: Option<&'a str>,
    /// Whether it takes cases or oversees; null where it cannot be told.
    #[schemars(schema_with = "schema::level")]
    level: Option<&'static str>,
    /// The themes of its remit.
    #[schemars(with = "Vec<String>")]
    themes: Vec<&'a str>,
    /// Who takes the chair: a name or a post.
    chair: Option<&'a str>,
    members: Vec<MemberShape<'a>>,
    cadence: Option<&'a str>,
    /// The file it was read in above all, or `concordat.toml`.
    source: &'a str,
    /// Names it had before, and other names for it.
    also: &'a [String],
    remit: Option<&'a str>,
    /// Lowest and highest age, either null where open.
    ages: [Option<u8>; 2],
    /// Contexts its remit names, by their ids in the standard.
    contexts: &'a [String],
    /// What it takes: children, adults, groups, schools, places.
    takes: Vec<&'static str>,
    /// Sectors at its table, by their ids in the standard.
    sectors: &'a [String],
    quorum: Option<&'a str>,
    reports_to: Option<&'a str>,
    /// The meetings of this list that it answers to, by id.
    answers_to: Vec<&'a str>,
    referral_in: Option<&'a str>,
    referral_out: Option<&'a str>,
    review: Option<&'a str>,
    sittings_a_year: Option<f64>,
    /// Minutes of a sitting.
    minutes: u32,
    /// Whether `minutes` is an assumption, since nothing says how long a sitting lasts.
    minutes_assumed: bool,
    /// Hours a year that its members spend round the table: members, times sittings, times length.
    hours_a_year: Option<f64>,
    /// What each source says of each part of its terms, and what it lacks.
    #[schemars(with = "Vec<PartShape<'a>>")]
    parts: Parts<'a>,
    /// Which of these `concordat.toml` gives; all others were worked out.
    corrected: &'a [&'static str],
}

/// Somebody who sits at a meeting.
#[derive(Serialize, JsonSchema)]
struct MemberShape<'a> {
    agency: Option<&'a str>,
    role: Option<&'a str>,
    /// A professional's name.
    person: Option<&'a str>,
}

/// What one source says of a part of the terms.
#[derive(Serialize, JsonSchema)]
pub(super) struct PartShape<'a> {
    part: &'static str,
    #[schemars(schema_with = "schema::standing")]
    standing: &'static str,
    /// The words; for a part that is lacking, where the meeting is named.
    evidence: EvidenceShape<'a>,
}

lists! {
    Meetings(audit: &'a Audit) => audit.meetings.iter().map(|m| MeetingShape::of(audit, m));
    Parts(audit: &'a Audit, parts: Vec<&'a PartSource>) => parts.iter().filter_map(|p| PartShape::of(audit, p));
}

/// The words for how a part stands in a source.
pub(super) const STANDINGS: [&str; 3] = ["settled", "open", "lacking"];

impl<'a> MeetingShape<'a> {
    fn of(audit: &'a Audit, meeting: &'a Meeting) -> Self {
        let mut parts: Vec<&PartSource> = Vec::new();
        for part in &meeting.parts {
            if parts.iter().filter(|p| p.part == part.part && p.standing == part.standing).count() < SHOWN {
                parts.push(part);
            }
        }
        let source = meeting.sources.first().map(|source| match source {
            Source::Words(Evidence { document, .. }) => file(audit, *document).unwrap_or_default(),
            Source::Settings => "concordat.toml",
        });
        Self {
            id: &meeting.id,
            name: &meeting.name,
            acronym: meeting.acronym.as_deref(),
            level: meeting.level.map(concordat_register::meeting::Level::word),
            themes: meeting.themes.iter().map(|Theme(id)| id.as_str()).collect(),
            chair: meeting.chair.as_ref().and_then(called),
            members: meeting.members.iter().map(MemberShape::of).collect(),
            cadence: meeting.cadence.as_deref(),
            source: source.unwrap_or_default(),
            also: &meeting.also,
            remit: meeting.remit.as_deref(),
            ages: [meeting.ages.0, meeting.ages.1],
            contexts: &meeting.contexts,
            takes: meeting.takes.iter().map(|t| t.word()).collect(),
            sectors: &meeting.sectors,
            quorum: meeting.quorum.as_deref(),
            reports_to: meeting.reports_to.as_deref(),
            answers_to: meeting.answers_to.iter().filter_map(|&n| audit.meetings.get(n)).map(|m| m.id.as_str()).collect(),
            referral_in: meeting.referral.0.as_deref(),
            referral_out: meeting.referral.1.as_deref(),
            review: meeting.review.as_deref(),
            sittings_a_year: meeting.sittings_a_year,
            minutes: meeting.minutes.unwrap_or(audit.sitting_minutes),
            minutes_assumed: meeting.minutes.is_none(),
            hours_a_year: meeting.hours_a_year(audit.sitting_minutes),
            parts: Parts { audit, parts },
            corrected: &meeting.corrected,
        }
    }
}

/// What a member is called: by name, else by post, else by agency.
fn called(member: &Member) -> Option<&str> {
    member.person.as_deref().or(member.role.as_deref()).or(member.agency.as_deref())
}

impl<'a> MemberShape<'a> {
    fn of(member: &'a Member) -> Self {
        Self { agency: member.agency.as_deref(), role: member.role.as_deref(), person: member.person.as_deref() }
    }
}

impl<'a> PartShape<'a> {
    fn of(audit: &'a Audit, part: &'a PartSource) -> Option<Self> {
        let [settled, open, lacking] = STANDINGS;
        let standing = match part.standing {
            Standing::Settled => settled,
            Standing::Open => open,
            Standing::Lacking => lacking,
        };
        Some(Self { part: part.part.word(), standing, evidence: EvidenceShape::of(audit, part.evidence.document, &part.evidence.anchor)? })
    }
}
