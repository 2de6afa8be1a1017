/** Where a credential is kept: in the clear for whoever reads there, for all jobs of a pipeline, or well. */
export const storagePlaces = [
  'code',
  'image',
  'config_map',
  'wiki',
  'ticket',
  'chat',
  'log',
  'shared_file',
  'desktop_file',
  'ci_variable',
  'cluster_secret',
  'vault',
] as const;
export type StoragePlace = (typeof storagePlaces)[number];

export interface Storage {
  readonly place: StoragePlace;
  /** Which one: `octo/shop .env line 3`, `namespace/secret`, a path in a vault. Never a value. */
  readonly at: string;
}

/** PRODUCT section 4, rule 2b: whoever reads the place has the credential. */
export const isReadable = (place: StoragePlace): boolean =>
  place !== 'ci_variable' && place !== 'cluster_secret' && place !== 'vault';

const words: Readonly<Record<StoragePlace, string>> = {
  code: 'source code',
  image: 'a container image',
  config_map: 'a config map',
  wiki: 'a wiki',
  ticket: 'a ticket',
  chat: 'a chat',
  log: 'a log',
  shared_file: 'a shared file',
  desktop_file: 'a file of somebody’s machine',
  ci_variable: 'settings of a pipeline',
  cluster_secret: 'a secret of a cluster',
  vault: 'a vault',
};

/** `source code: octo/shop .env line 3` */
export const storageWords = ({ place, at }: Storage): string => (at === '' ? words[place] : `${words[place]}: ${at}`);
