/** One file that is to be imported, wherever it lies. */
export interface ImportSource {
  /** As problems and provenance name it: `realm.json`, `okta/apps.json`, `a.zip!/b.json`. */
  readonly name: string;
  /** Names of the folders and archives that it lies in, outermost first. */
  readonly folders: readonly string[];
  /** Bytes as they lie on the disk or as an archive tells: for progress only. */
  readonly size: number;
  /** From the beginning. Who keeps a chunk copies it. Ends early when the signal aborts. */
  stream(signal?: AbortSignal): AsyncIterable<Uint8Array>;
}
