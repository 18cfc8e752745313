/** The system's printer: what would have come out of it is kept for a test, and the test says what its user does. */
export interface PrintOptions {
  readonly pageSize: { readonly width: number; readonly height: number }
}

/** What was printed, in order: what main asked for, and the paper as a PDF in base64. */
export const printed: { readonly options: PrintOptions; readonly pdf: string }[] = []

/** `printed`, or what Electron says where nothing was. */
export const printer = { answer: 'printed' }
