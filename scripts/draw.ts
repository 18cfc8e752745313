/** `npm run draw`: draws the pictures of the sample issues anew. */
import { drawPictures } from './pictures/draw.ts'

await drawPictures()
