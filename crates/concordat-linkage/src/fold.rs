//! Spelling brought to one form: lower case, no accents, no apostrophes, one space between words.

/// The folded form of `text`: lower case, Latin letters without their accents, apostrophes and full stops gone,
/// anything that is neither a letter nor a digit a space, and no two spaces together. Letters of other scripts are kept.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    if text.is_ascii() {
        for byte in text.bytes() {
            if byte.is_ascii_alphanumeric() {
                if gap {
                    folded.push(' ');
                    gap = false;
                }
                folded.push(char::from(byte.to_ascii_lowercase()));
            } else if !matches!(byte, b'\'' | b'.' | b'`') {
                gap = !folded.is_empty();
            }
        }
        return folded;
    }
    for letter in text.chars() {
        if matches!(letter, '\'' | '.' | '’' | '‘' | '`' | 'ʻ' | 'ʼ' | '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}') {
            continue;
        }
        if !letter.is_alphanumeric() {
            gap = !folded.is_empty();
            continue;
        }
        if gap {
            folded.push(' ');
            gap = false;
        }
        if letter.is_ascii() {
            folded.push(letter.to_ascii_lowercase());
        } else {
            for lower in letter.to_lowercase() {
                folded.push_str(plain(lower).unwrap_or(lower.encode_utf8(&mut [0; 4])));
            }
        }
    }
    folded
}

/// The plain letters an accented Latin letter stands for.
fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' | 'ạ' | 'ả' | 'ấ' | 'ầ' | 'ậ' | 'ắ' | 'ặ' => "a",
        'ç' | 'ć' | 'č' | 'ĉ' | 'ċ' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ế' | 'ề' | 'ệ' | 'ể' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì' | 'í' | 'î' | 'ï' | 'ĩ' | 'ī' | 'į' | 'ı' | 'ị' => "i",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' | 'ơ' | 'ọ' | 'ố' | 'ồ' | 'ộ' => "o",
        'ŕ' | 'ř' => "r",
        'ś' | 'ş' | 'š' | 'ș' => "s",
        'ţ' | 'ť' | 'ț' => "t",
        'ù' | 'ú' | 'û' | 'ü' | 'ũ' | 'ū' | 'ů' | 'ű' | 'ų' | 'ư' | 'ụ' | 'ứ' => "u",
        'ý' | 'ÿ' | 'ỳ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn one_form_for_the_ways_a_name_is_written() {
        assert_eq!(fold("  O’Brien-ŁUKASZ  "), "obrien lukasz");
        assert_eq!(fold("St. Anne's R.C."), "st annes rc");
        assert_eq!(fold("…"), "");
    }
}
