//! What was not raised, what was not read, and how to read the report.

use super::{
    FILES,
    text::{escape, marked, put},
};
use crate::wording::{self, capital, count, number};
use concordat_findings::{Audit, Severity};
use concordat_register::Problem;

/// Examples of each reason a term was not raised.
const EXAMPLES: usize = 3;

pub(super) fn write(out: &mut String, audit: &Audit) {
    not_raised(out, audit);
    files(out, audit);
    how(out);
    accessibility(out);
}

fn not_raised(out: &mut String, audit: &Audit) {
    let reasons = audit.not_raised();
    if reasons.is_empty() {
        return;
    }
    let total: usize = reasons.iter().map(|(_, uses)| uses.len()).sum();
    out.push_str("<section aria-labelledby=\"not-raised\">\n<h2 id=\"not-raised\">What was not raised, and why</h2>\n");
    put(
        out,
        format_args!(
            "<p>{} of discouraged terms {} met where the document does not say it of a child in its own voice. They were left alone.</p>\n",
            count(total, "use"),
            if total == 1 { "was" } else { "were" }
        ),
    );
    for (reason, uses) in reasons {
        put(out, format_args!("<details><summary>{} ({})</summary>\n<ul>\n", escape(&capital(reason)), number(uses.len())));
        for (document, term) in uses.iter().take(EXAMPLES) {
            let title = wording::title_of(audit, *document).unwrap_or_default();
            put(
                out,
                format_args!(
                    "<li>“{}” <span class=\"aside\">{}, {}</span></li>\n",
                    marked(&term.anchor.quote),
                    escape(&wording::clip(title, 160)),
                    escape(&wording::place(&term.anchor))
                ),
            );
        }
        if let Some(more) = uses.len().checked_sub(EXAMPLES).filter(|&n| n > 0) {
            put(out, format_args!("<li>and {} more</li>\n", number(more)));
        }
        out.push_str("</ul></details>\n");
    }
    out.push_str("</section>\n");
}

fn problems(out: &mut String, list: &[&(String, Problem)], (noun, heading, about): (&str, &str, &str)) {
    if list.is_empty() {
        return;
    }
    put(out, format_args!("<h3>{} {heading}</h3>\n<p>{about}</p>\n<ul>\n", count(list.len(), noun)));
    for (file, problem) in list.iter().take(FILES) {
        put(
            out,
            format_args!(
                "<li><span class=\"file\">{}</span>: {}.<br><b>What to do:</b> {}.</li>\n",
                escape(file),
                escape(&problem.message),
                escape(&problem.help)
            ),
        );
    }
    more(out, list.len());
    out.push_str("</ul>\n");
}

fn files(out: &mut String, audit: &Audit) {
    if audit.unread.is_empty() && audit.left_alone.is_empty() {
        return;
    }
    out.push_str("<section aria-labelledby=\"files\">\n<h2 id=\"files\">Files not read or left alone</h2>\n");
    let (unread, remarks): (Vec<_>, Vec<_>) = audit.unread.iter().partition(|(_, p)| p.kind.is_fatal());
    problems(out, &unread, ("file", "could not be read", "Nothing in this report rests on them."));
    problems(out, &remarks, ("remark", "on what could not be used", "The rest of each file was."));
    if !audit.left_alone.is_empty() {
        put(out, format_args!("<h3>{} left alone</h3>\n", count(audit.left_alone.len(), "file")));
        for (reason, files) in wording::left_alone(audit) {
            put(out, format_args!("<details><summary>{} ({})</summary>\n<ul>\n", escape(&capital(reason)), number(files.len())));
            for file in files.iter().take(FILES) {
                put(out, format_args!("<li class=\"file\">{}</li>\n", escape(file)));
            }
            more(out, files.len());
            out.push_str("</ul></details>\n");
        }
    }
    out.push_str("</section>\n");
}

fn more(out: &mut String, listed: usize) {
    if let Some(more) = listed.checked_sub(FILES).filter(|&n| n > 0) {
        put(out, format_args!("<li>and {} more, in <code>audit.json</code></li>\n", number(more)));
    }
}

fn how(out: &mut String) {
    out.push_str(
        "<section aria-labelledby=\"how\">\n<h2 id=\"how\">How to read this report</h2>\n\
         <p>Concordat read the words of these documents and compared them with each other and with a published standard. It knows nothing \
         of any child, and it gives no score to a child, a document or an agency. It can be wrong: a citation may be phrased in a way \
         it does not know, and a word may be used in a sense it did not see.</p>\n\
         <p>A message, an answer or a definition is read from the sense of sentences, and each says how likely it is: very likely, likely, or \
         not certain, which is a question to you and no verdict. Where we write that we found no sentence, there may be one in words that \
         we do not know.</p>\n\
         <p>For each finding, read the words where they stand before you decide. The marked words are the ones it rests on.</p>\n\
         <dl class=\"meanings\">\n",
    );
    for &severity in Severity::ALL {
        put(
            out,
            format_args!(
                "<div><dt><span class=\"tag {}\">{}</span></dt><dd>{}</dd></div>\n",
                severity.word(),
                wording::severity(severity),
                wording::severity_meaning(severity)
            ),
        );
    }
    out.push_str("</dl>\n</section>\n");
}

fn accessibility(out: &mut String) {
    out.push_str(
        "<section aria-labelledby=\"accessibility\">\n<h2 id=\"accessibility\">Accessibility</h2>\n\
         <p>This page aims to meet the Web Content Accessibility Guidelines 2.2 at level AA. It works with a keyboard, with a screen reader, \
         magnified to 400%, in forced colours, without scripts and in print. Nothing is told by colour alone, and the map is told in words \
         beneath it. The quoted words are the documents’ own and may be hard to read. If something here keeps you from using it, ask \
         whoever sent it to you for <code>audit.json</code>, the spreadsheet or the Markdown file, which hold the same findings.</p>\n</section>\n",
    );
}
