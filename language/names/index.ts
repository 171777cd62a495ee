/** Names of laws. Import from here. */
export { type KnownLaw, STATE, WELL_KNOWN } from './laws.ts'
export {
  bareTitle,
  classifyTitle,
  isDraftTitle,
  isGenericName,
  KIND_WORDS,
  kindWord,
  normalTitle,
  regionOf,
  shortNames,
  type TitleClass,
} from './titles.ts'
