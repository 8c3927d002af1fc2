/** Whether the bundle can ask a kernel: true in notebooks, false on exported pages, which leave all of that out. */
declare const LIVE: boolean;
