// The runs of a SARIF file: members may stand in any order, so the results of a run wait for its tool.
import { isObject } from '#engine/importers/fields.ts';
import type { ImportContext, Item, Reading, Sink, Steps } from '#engine/importers/importer.ts';
import type { SealedResult, SealedTool } from './sarif-results.ts';
import { objectIn, textIn } from './sealed.ts';
import { readSightings } from './sightings.ts';

/** Beyond so many results that wait, they are read by their own word alone. */
const mostWaiting = 5_000;

const scanners =
  /gitleaks|trufflehog|betterleaks|detect-?secrets|ggshield|gitguardian|nosey ?parker|kingfisher|talisman|secretlint|titus/i;

const runOf = (path: string): string => /^\$\.runs\[\d+\]/.exec(path)?.[0] ?? '';

export function readRuns(context: ImportContext, sink: Sink, results: string): Reading {
  const tools = new Map<string, SealedTool>();
  const repositories = new Map<string, string>();
  const waiting: Item[] = [];
  let others = 0;
  const log = readSightings(context, sink, [results], (path) => tools.get(runOf(path))?.name || 'SARIF');

  /** A result of something else than a secret is kept as a record, and counted. */
  function take(item: Item): Steps {
    const run = runOf(item.path);
    const tool = tools.get(run);
    // Made by `sealedResult`; null where it was no object, which the log says.
    const result = item.value as SealedResult | null;
    if (!isObject(result)) return log.item(item);
    const byIndex = tool?.rules[result.ruleIndex];
    const rule = byIndex ?? tool?.rules.find(({ id }) => id === result.ruleId);
    const isSecret = result.secret || rule?.secret === true || scanners.test(tool?.name ?? '');
    if (!isSecret || !result.failed) {
      others += 1;
      sink.record({ key: `result:${item.path}`, record: item.path, raw: { ruleId: result.ruleId } });
      return undefined;
    }
    const detector = result.ruleId || rule?.id || rule?.title || '';
    const { ruleId: _id, ruleIndex: _index, secret: _secret, failed: _failed, ...sealed } = result;
    return log.item({ ...item, value: { ...sealed, detector, repository: repositories.get(run) ?? null } });
  }

  function* release(): Iterable<void> {
    for (const item of waiting.splice(0)) {
      yield* take(item) ?? [];
      yield;
    }
  }

  return {
    item(item) {
      const run = runOf(item.path);
      if (item.pattern === results) {
        waiting.push(item);
        return waiting.length > mostWaiting ? release() : undefined;
      }
      if (item.pattern === '$.runs[*].tool' && isObject(item.value)) {
        // Made by `sealedTool`.
        tools.set(run, item.value as unknown as SealedTool);
      }
      if (item.pattern === '$.runs[*].versionControlProvenance' && Array.isArray(item.value)) {
        repositories.set(run, repositoryIn(item.value));
      }
      return undefined;
    },
    missed: (pattern) => log.missed?.(pattern),
    *end() {
      yield* release();
      yield* log.end() ?? [];
      if (others === 0) return;
      const message = `${others} results of the report are not of secrets: kept as records, nothing follows from them`;
      sink.problem({ severity: 'info', code: 'import.skipped', message, record: null, field: null });
    },
  };
}

/** §3.14.9: where the files came from. */
const repositoryIn = (provenance: readonly unknown[]): string =>
  textIn(objectIn(provenance[0])['repositoryUri'])
    .replace(/^[a-z][a-z+]{1,20}:\/\/(?:[^/]*@)?/i, '')
    .replace(/\.git$/, '')
    .slice(0, 300);
