/** The code of the finding that says that a rule itself failed. */
export const ruleFailed = 'NP001';

/** The code of the finding that says what is wrong with a suppression. */
export const badSuppression = 'NP002';

/** The code of the finding that says that a text could not be read. */
export const unreadableDocument = 'NP003';

/** The codes of what was not judged: without them a run that has judged nothing would pass as clean. */
export const tellsUnjudged: ReadonlySet<string> = new Set([ruleFailed, unreadableDocument]);
