/** A picture child that never answers. */
process.on('message', () => {})
