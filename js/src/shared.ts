// What parts take from the core, under names such as "sides.alike". `build.mjs` puts the real table in this file's
// place: it knows what the parts import.
export default {} as Readonly<Record<string, unknown>>;
