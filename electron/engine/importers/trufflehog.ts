import type { Head, Recognition } from './importer.ts';
import { isIdName } from './scanner/ids-in.ts';
import { listReport } from './scanner/list-report.ts';
import { objectIn, type PrintsOf, seal, textIn } from './scanner/sealed.ts';
import { scannerTenant } from './scanner/sightings.ts';

/** Lines of its log stand between, where somebody sent both to one file. */
const isLog = (names: readonly string[]): boolean => names.includes('level') && names.includes('msg');

function recognise({ format, members, text }: Head): Recognition | null {
  if (format !== 'json') return null;
  const found = { ...scannerTenant, confidence: 0.95 };
  if (isLog(members)) return /"SourceMetadata"\s*:/.test(text) && /"DetectorName"\s*:/.test(text) ? found : null;
  const has = (name: string): boolean => members.includes(name);
  return has('SourceMetadata') && has('DetectorName') && (has('Raw') || has('Redacted')) ? found : null;
}

type Raw = Readonly<Record<string, unknown>>;

/** One source of `SourceMetadata.Data`: `Git`, `Github`, `Filesystem`, `S3`, `Docker`, `Slack` … */
function sourceOf(value: Raw): { readonly kind: string; readonly source: Raw } {
  const data = objectIn(objectIn(value['SourceMetadata'])['Data']);
  const [kind = ''] = Object.keys(data);
  return { kind, source: objectIn(data[kind]) };
}

/** Sources leave texts empty that they do not know. */
const firstOf = (source: Raw, ...names: readonly string[]): unknown =>
  names.map((name) => source[name]).find((value) => value !== undefined && value !== null && value !== '');

/** Beside repositories, what a source calls the thing that holds files. */
const holders = ['repository', 'bucket', 'container', 'image', 'project', 'workspace_name', 'channel_name', 'vault'];

function repositoryOf(kind: string, source: Raw): unknown {
  const holder = firstOf(source, ...holders);
  const tag = textIn(source['tag']);
  if (typeof holder === 'string' && tag !== '') return `${holder}:${tag}`;
  return holder ?? (kind === 'Filesystem' ? undefined : kind.toLowerCase());
}

/** A part that says where the secret opens something, or for whom. */
const isPlaceName = (name: string): boolean =>
  /ur[il]|endpoint|host|domain|region|server|port|database|account|user|email|org|tenant|subdomain|instance/i.test(
    name,
  );

/**
 * `Raw` is the secret, or the id that stands for it; `RawV2` is id and secret in one, joined by each detector its own way;
 * `SecretParts`, of later versions, names the parts.
 */
function shownOf(value: Raw) {
  const [raw, both, parts] = [textIn(value['Raw']), textIn(value['RawV2']), objectIn(value['SecretParts'])];
  const rest = raw === '' ? '' : both.replace(raw, '').replace(/^[\s:;,|]+|[\s:;,|]+$/g, '');
  const named = (is: (name: string) => boolean): readonly unknown[] =>
    Object.entries(parts).flatMap(([name, part]) => (is(name) ? [part] : []));
  return {
    secrets: [raw, both, ...named((name) => !isIdName(name) && !isPlaceName(name))],
    perhaps: [rest],
    around: [value['Redacted']],
    ids: [...named(isIdName), objectIn(value['ExtraData'])['arn']],
  };
}

function sealed(value: unknown, printsOf: PrintsOf): unknown {
  const raw = objectIn(value);
  if (raw !== value) return null;
  if (raw['DetectorName'] === undefined && isLog(Object.keys(raw))) return { log: true };
  const { kind, source } = sourceOf(raw);
  const verified = raw['Verified'];
  const found = {
    id: null,
    detector: raw['DetectorName'],
    repository: repositoryOf(kind, source),
    file: firstOf(source, 'file', 'link'),
    line: source['line'],
    commit: source['commit'],
    date: source['timestamp'],
    who: firstOf(source, 'email', 'username'),
    states: verified === true ? ['verified'] : verified === false ? ['not verified'] : [],
    dismissed: false,
  };
  return seal(found, shownOf(raw), printsOf);
}

/** What TruffleHog 3 writes with `--json`: one line a secret that it found, in a repository or wherever else it looked. */
export const trufflehog = listReport({
  id: 'trufflehog',
  label: 'TruffleHog report',
  tool: 'TruffleHog',
  recognise,
  sealed,
});
