/** The product's own worker; a page of its own folder can only name a file of it. */
import '#renderer/composer/worker.ts'
