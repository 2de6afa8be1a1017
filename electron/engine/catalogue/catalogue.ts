import type { Tier } from '#shared/model/scope-class.ts';
import type { Vendor } from '#shared/model/tenant.ts';
import type { CatalogueFile, Section, Spelling } from './catalogue-file.ts';
import type { Entry } from './entry.ts';
import { files } from './files/index.ts';
import { beforeBracket, lastPart, matches, type Test, testOf } from './patterns.ts';
import { rowsOf } from './rows.ts';

/** What the catalogue knows of a scope. */
export interface Known extends Entry {
  /** `name`: a row names it; `convention`: a row's pattern fits it. */
  readonly by: 'name' | 'convention';
  readonly source: string;
}

interface Ready {
  readonly ofApi: Test;
  readonly ofScope: Test;
  /** It speaks of scopes however they begin. */
  readonly anyForm: boolean;
  readonly worst: Tier;
  readonly spelling: Spelling;
  readonly exact: ReadonlyMap<string, Known>;
  readonly patterns: readonly (readonly [pattern: string, known: Known])[];
}

function ready(section: Section, source: string): Ready {
  const exact = new Map<string, Known>();
  const patterns: [string, Known][] = [];
  for (const { names, ...entry } of rowsOf(section.rows)) {
    for (const name of names) {
      if (name.includes('*')) patterns.push([name, { ...entry, source, by: 'convention' }]);
      else exact.set(name, { ...entry, source, by: 'name' });
    }
  }
  const { apis, within = '*', worst, spelling = 'as it is' } = section;
  return {
    ofApi: testOf(apis),
    ofScope: testOf(within),
    anyForm: within.startsWith('*'),
    worst,
    spelling,
    exact,
    patterns,
  };
}

const sectionsOf = new Map<Vendor | 'any', readonly Ready[]>();

/** Those that speak of the vendor's own APIs, then those that hold anywhere. */
function sectionsFor(vendor: Vendor | 'any'): readonly Ready[] {
  let sections = sectionsOf.get(vendor);
  if (sections === undefined) {
    const speaks = ({ vendors }: CatalogueFile): boolean =>
      vendor === 'any' ? vendors === 'any' : vendors !== 'any' && vendors.includes(vendor);
    sections = files.filter(speaks).flatMap((file) => file.sections.map((section) => ready(section, file.source)));
    sectionsOf.set(vendor, sections);
  }
  return sections;
}

export interface Found {
  /** null: no row names it and none fits. */
  readonly known: Known | null;
  /** The worst that its API can offer; null: no file speaks of the API. */
  readonly worst: Tier | null;
}

function spelled(scope: string, spelling: Spelling): string {
  if (spelling === 'last part') return lastPart(scope);
  return spelling === 'before bracket' ? beforeBracket(scope) : scope;
}

/** All that any API of the vendor offers. */
const isAll = (name: string): boolean => name === '*' || name === '*:*' || name === '*.*';

/** `api` and `scope` as the source writes them. Pure: the same words have the same answer. */
export function lookUp(vendor: Vendor, api: string, scope: string): Found {
  const [name, of] = [scope.toLowerCase(), api.toLowerCase()];
  const own = sectionsFor(vendor).filter(
    (section) => section.ofApi(of) && (section.ofScope(name) || (isAll(name) && section.anyForm)),
  );
  let worst: Tier | null = null;
  for (const section of own) worst = worst === null || section.worst < worst ? section.worst : worst;
  if (isAll(name)) return { known: null, worst };
  for (const section of [...own, ...sectionsFor('any')]) {
    const known = find(section, spelled(name, section.spelling));
    if (known !== null) return { known, worst };
  }
  return { known: null, worst };
}

function find({ exact, patterns }: Ready, name: string): Known | null {
  const said = exact.get(name);
  if (said !== undefined) return said;
  const fitting = patterns.find(([pattern]) => matches(pattern, name))?.[1] ?? null;
  return name.includes('*') ? worstCovered(exact, name, fitting) : fitting;
}

/** A scope that is a pattern itself (`s3:Get*`, `get:*`) is as sensitive as the most sensitive name that it covers. */
function worstCovered(exact: Ready['exact'], pattern: string, fitting: Known | null): Known | null {
  let worst = fitting;
  let mints = fitting?.mints ?? false;
  for (const [name, known] of exact) {
    if (!matches(pattern, name)) continue;
    mints ||= known.mints;
    if (worst === null || known.tier < worst.tier) worst = known;
  }
  return worst === null ? null : { ...worst, verb: fitting?.verb ?? worst.verb, mints, by: 'convention' };
}
