import { isObject } from './fields.ts';
import type { Head, ImportContext, Importer, Item, Reading, Recognition, Sink } from './importer.ts';
import { sealedResult, sealedTool } from './scanner/sarif-results.ts';
import { readRuns } from './scanner/sarif-runs.ts';
import { scannerTenant } from './scanner/sightings.ts';

/** A report of a tool that looks for secrets, or that says so of some of its rules; of all else nothing belongs here. */
const ofSecrets =
  /"name"\s*:\s*"(?:[^"]*(?:gitleaks|trufflehog|betterleaks|detect-?secrets|ggshield|gitguardian|nosey ?parker|kingfisher|talisman|secretlint|titus)[^"]*)"|secret/i;

/** The findings of a workspace, which speak of leaked credentials too: nothing was found in it that is not known. */
const ownExport = /"name"\s*:\s*"NHI Workbench"/;

function recognise({ format, members, text }: Head): Recognition | null {
  if (format !== 'json' || !members.includes('runs') || !/"version"\s*:\s*"2\.1\.\d/.test(text)) return null;
  if (!/"driver"\s*:/.test(text) || !ofSecrets.test(text) || ownExport.test(text)) return null;
  return { ...scannerTenant, confidence: 0.9 };
}

const results = '$.runs[*].results[*]';

function begin(context: ImportContext, sink: Sink): Reading {
  return readRuns(context, sink, results);
}

/** SARIF 2.1.0, as gitleaks and other scanners write it: results of tools, or of rules, that look for secrets. */
export const sarif: Importer = {
  id: 'sarif',
  label: 'SARIF report of a secret scanner',
  version: 1,
  authority: 'log',
  recognise,
  elements: [results],
  seal({ pattern, value }: Pick<Item, 'pattern' | 'value'>, printsOf) {
    if (pattern === results) return sealedResult(value, printsOf);
    return pattern === '$.runs[*].tool' && isObject(value) ? sealedTool(value) : value;
  },
  begin,
};
