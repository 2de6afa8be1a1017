// Findings in the form that code hosts and pipelines read: SARIF 2.1.0 (OASIS standard). No times and no machine's paths
// are in it, so that the same workspace gives the same bytes.

import type { RuleText } from '#engine/projections/picture.ts';
import type { Severity } from '#shared/model/finding.ts';
import type { Identity, Source } from '#shared/model/identity.ts';
import { type FindingSelection, journalHead, type ListedFinding, listFindings } from './listing.ts';
import type { Session } from './session.ts';

/** SARIF 2.1.0 §3.27.10: there is no word above `error`. */
const levels = { critical: 'error', high: 'error', medium: 'warning', low: 'note' } as const satisfies Record<
  Severity,
  string
>;
/** 0–10, in the middle of the ranges by which code hosts tell critical, high, medium and low apart. */
const securitySeverity: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.0',
};

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const separator = '\u001f';

/** One `sarifLog` (§3.13) with one run; the most severe findings first. */
export function sarifOf(session: Session, selection: FindingSelection = '') {
  const { workspace, picture } = session.mustBeOpen();
  const { findings } = listFindings(session, selection, 'all');
  const { rules } = picture.findings;
  const ruleIndex = new Map(rules.map(({ id }, index) => [id, index]));
  const files = new Files();
  const results = findings.map((finding) => {
    const row = picture.identities.rowOf(finding.identity);
    if (row === undefined) throw new Error('a finding without its identity');
    const result = resultOf(finding, workspace.identity(row), files, session.system.hash.sha256);
    return { ...result, ruleIndex: ruleIndex.get(finding.rule) ?? -1 };
  });
  return {
    $schema: schema,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'NHI Workbench', rules: rules.map(ruleOf) } },
        artifacts: files.artifacts,
        results,
        properties: { policy: session.policy.fullHash, journal: journalHead(session) },
      },
    ],
  };
}

/** §3.49 reportingDescriptor. */
function ruleOf({ id, pack, owasp, title, why, references, severity }: RuleText) {
  const help = references.length === 0 ? why : `${why} See: ${references.join('; ')}.`;
  return {
    id,
    name: title,
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: { text: help },
    defaultConfiguration: { level: levels[severity] },
    properties: {
      tags: ['security', pack, ...(owasp === null ? [] : [owasp])],
      'security-severity': securitySeverity[severity],
    },
  };
}

/** §3.27 result. Its fixes are intents for a backend, not edits of a file: they stand in the message and as properties. */
function resultOf(finding: ListedFinding, identity: Identity, files: Files, sha256: (text: string) => string) {
  const { rule, severity, grades, title, evidence, fixes, acceptance } = finding;
  const facts = evidence.map(({ label, value }) => `${label}: ${value}`).join('; ');
  const [fix] = fixes;
  const sentences = [title, facts, fix ? `Fix: ${fix.label}` : ''].filter((part) => part !== '').join('. ');
  return {
    ruleId: rule,
    level: levels[severity],
    message: { text: plain(`${sentences}.`) },
    locations: identity.sources.map((source) => locationOf(source, identity, files)),
    // §3.27.17: what stays the same when the export is read again, from another file or another place in it.
    partialFingerprints: { 'identityAndRule/v1': sha256(`${rule}${separator}${identity.id}`) },
    suppressions: suppressionsOf(finding),
    properties: {
      severity,
      grades,
      acceptance,
      identity: identity.id,
      'security-severity': securitySeverity[severity],
      fixes,
    },
  };
}

/** §3.27.23, §3.35: all results say whether they are suppressed; a word that counts no more suppresses nothing. */
function suppressionsOf({ acceptance }: ListedFinding) {
  if (acceptance?.state !== 'accepted') return [];
  const { reason, by, at, until } = acceptance;
  return [{ kind: 'external', status: 'accepted', justification: reason, properties: { by, at, until } }];
}

/** Names from files must become neither placeholders (§3.11.5) nor links (§3.11.6). */
const plain = (text: string): string => text.replace(/[{}]/g, '$&$&').replaceAll('](', '] (');

/** §3.28 location: the file, and the record in it as a logical location, since exports have no line numbers of worth. */
function locationOf(source: Source, { name, tenant }: Identity, files: Files) {
  const { index, uri } = files.of(source);
  return {
    physicalLocation: { artifactLocation: { uri, index } },
    logicalLocations: [{ name, fullyQualifiedName: `${tenant.name}/${name}`, kind: 'resource' }],
    message: { text: plain(source.record) },
  };
}

/** §3.24 artifacts: each file once, told from another of the same name by its digest. */
class Files {
  readonly artifacts: { location: { uri: string; index: number }; hashes: { 'sha-256': string } }[] = [];
  readonly #index = new Map<string, number>();

  of({ file, digest }: Source): { readonly index: number; readonly uri: string } {
    const key = `${digest}${separator}${file}`;
    const uri = encodeURIComponent(file.replace(/\p{Surrogate}/gu, '\ufffd'));
    const index = this.#index.get(key) ?? this.artifacts.length;
    if (index === this.artifacts.length) {
      this.#index.set(key, index);
      this.artifacts.push({ location: { uri, index }, hashes: { 'sha-256': digest } });
    }
    return { index, uri };
  }
}
