/** The version in package.json, the only place that states it. */
declare const __VERSION__: string;

/** True in the Firefox build and false in Chrome's, so that each leaves the other's code out. */
declare const __FIREFOX__: boolean;
