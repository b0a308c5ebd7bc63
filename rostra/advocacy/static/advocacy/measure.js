// How long a text is as a network counts it. The server counts again; this is for the eye while typing.

const URLS = /https?:\/\/[^\s<>"'`]{1,2000}/gi;
const MENTIONS = /(^|[^\w/@])@([\w.-]{1,60})@[\w.-]{1,253}/g;
const segmenter = "Segmenter" in Intl ? new Intl.Segmenter(undefined, { granularity: "grapheme" }) : null;
const graphemes = (text) => (segmenter ? Array.from(segmenter.segment(text), (part) => part.segment) : Array.from(text));

// twitter-text 3: these ranges weigh one, all others two; a whole emoji weighs two.
const light = (code) => code <= 4351 || (code >= 8192 && code <= 8205) || (code >= 8208 && code <= 8223) || (code >= 8242 && code <= 8247);
const weight = (sign) => (/\p{Extended_Pictographic}/u.test(sign) && sign.codePointAt(0) > 0xff ? 2 : Array.from(sign).reduce((sum, part) => sum + (light(part.codePointAt(0)) ? 1 : 2), 0));

const COUNT = {
  characters: (text) => Array.from(text).length,
  utf16: (text) => text.length,
  bytes: (text) => new TextEncoder().encode(text).length,
  graphemes: (text) => graphemes(text).length,
  weighted: (text) => graphemes(text).reduce((sum, sign) => sum + weight(sign), 0),
};

/** The length of `text` for one channel: `unit`, what a URL counts (0: as long as it is), whether mentions of other servers are cut. */
export function measure(text, { unit, urlLength = 0, shortMentions = false }) {
  let fixed = 0;
  let rest = text;
  if (urlLength)
    rest = rest.replace(URLS, (found) => {
      const tail = found.match(/[.,:;!?)\]}»”’…]*$/)[0];
      fixed += urlLength;
      return tail;
    });
  if (shortMentions) rest = rest.replace(MENTIONS, "$1@$2");
  return fixed + (COUNT[unit] ?? COUNT.characters)(rest);
}
