import type { Importer } from './importer.ts';

const packed = /\.(?:gz|zip|tar|tgz)$/i;

/** `acme.tar.gz`, `acme.zip`, `acme` → acme; `keys.csv.gz` → keys. */
function plain(name: string): string {
  const unpacked = name.replace(packed, '').replace(packed, '');
  return unpacked === '' ? name : unpacked;
}

/** What a tenant is called where the file does not say: files of one folder or archive are of one tenant. */
export function tenantByPlace(
  file: string,
  folders: readonly string[],
  importer: Pick<Importer, 'standsAlone'>,
  own?: string,
): string {
  const folder = importer.standsAlone === true ? undefined : (own ?? folders.at(-1));
  if (folder !== undefined) return plain(folder);
  const name = plain(file.split('/').at(-1) ?? file);
  return name.replace(/\.[^.]*$/, '') || name;
}
