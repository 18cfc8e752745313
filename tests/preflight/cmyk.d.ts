export type Inks = readonly [c: number, m: number, y: number, k: number]
/** Percent of each ink at a pixel. */
export type InkAt = (x: number, y: number) => Inks
/** An uncompressed CMYK TIFF (TIFF 6.0, section 16: PhotometricInterpretation 5, 255 is solid). */
export declare function cmykTiff(width: number, height: number, inkAt: InkAt): Uint8Array
/** The same as a JPEG, which goes to the plate byte for byte. */
export declare const cmykJpeg: (width: number, height: number, inkAt: InkAt) => Promise<Uint8Array>
/** The four plates of a page: percent of ink at a pixel. */
export interface Plates {
  readonly width: number
  readonly height: number
  at(x: number, y: number): Inks
}
/** Separates the first page of a PDF with ghostscript's tiffsep. */
export declare function separate(pdf: Uint8Array, dpi: number): Promise<Plates>
/** The JPEG without Adobe's APP14 marker: a decoder takes its values as they stand, 255 for solid. */
export declare function unmarked(jpeg: Uint8Array): Uint8Array
