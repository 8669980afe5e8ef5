/**
 * How long the log keeps a fact at least, in days from when it was appended. In a compacted topic that goes for what a
 * newer fact of its key has overtaken; the newest stays.
 */
export const EVENT_RETENTION_DAYS = 14;
