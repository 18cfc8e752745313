/** The words that a picture file carries about itself: IPTC Photo Metadata, written as XMP, as IIM or as both. */
import { readIim } from './metadataIim.ts'
import { readXmp } from './metadataXmp.ts'
import { NO_WORDS, type PhotoWords } from './photoWords.ts'

/**
 * Reads the XMP packet and the IIM block of a file, either of which may be missing or broken. XMP wins, word by word,
 * unless it is empty: it is the younger form, and always Unicode.
 */
export function readWords(xmp: Uint8Array | null, iim: Uint8Array | null): PhotoWords {
  const younger = xmp ? readXmp(xmp) : NO_WORDS
  const older = iim ? readIim(iim) : NO_WORDS
  return {
    caption: younger.caption || older.caption,
    headline: younger.headline || older.headline,
    credit: younger.credit || older.credit,
    byline: younger.byline || older.byline,
    city: younger.city || older.city,
    country: younger.country || older.country,
    date: younger.date || older.date,
    source: younger.source || older.source,
    rights: younger.rights || older.rights,
    keywords: younger.keywords.length > 0 ? younger.keywords : older.keywords,
  }
}
