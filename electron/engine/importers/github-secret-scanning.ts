import { repositoryOf } from './github/names.ts';
import type { Head, Recognition } from './importer.ts';
import { isRecording } from './recordings.ts';
import { listReport } from './scanner/list-report.ts';
import { objectIn, type PrintsOf, seal, textIn, wordIn } from './scanner/sealed.ts';
import { scannerTenant } from './scanner/sightings.ts';

function recognise(head: Head): Recognition | null {
  const { format, members } = head;
  const has = (name: string): boolean => members.includes(name);
  if (format !== 'json' || isRecording(head) || has('action')) return null;
  if (!has('number') || !has('secret_type') || !(has('locations_url') || has('html_url'))) return null;
  return { ...scannerTenant, confidence: 0.95 };
}

type Raw = Readonly<Record<string, unknown>>;

const textAfterBase64 = (text: string): string => {
  try {
    return atob(text);
  } catch {
    // It is not base64, whatever the alert says: then it is the secret as it stands.
    return '';
  }
};

/** In a commit, or at the address of an issue, a discussion or a pull request. */
function locationOf(alert: Raw) {
  const at = objectIn(alert['first_location_detected']);
  const page = Object.keys(at).find((name) => /_url$/.test(name) && !/^(?:blob|commit|html|page)_url$/.test(name));
  return {
    file: at['path'] ?? at['html_url'] ?? (page === undefined ? undefined : at[page]),
    line: at['start_line'],
    commit: at['commit_sha'],
  };
}

const dismissals = new Set(['false_positive', 'used_in_tests', 'pattern_deleted', 'pattern_edited']);

function statesOf(alert: Raw): readonly string[] {
  const [state, resolution, validity] = ['state', 'resolution', 'validity'].map((name) => wordIn(alert[name]));
  return [
    resolution ? `${state}: ${resolution}` : (state ?? ''),
    validity ? `validity ${validity}` : '',
    alert['publicly_leaked'] === true ? 'publicly leaked' : '',
    alert['push_protection_bypassed'] === true ? 'pushed past the protection' : '',
    alert['has_more_locations'] === true ? 'in more places' : '',
  ].filter((word) => word !== '');
}

function sealed(value: unknown, printsOf: PrintsOf): unknown {
  const alert = objectIn(value);
  if (alert !== value) return null;
  const secret = textIn(alert['secret']);
  const { number } = alert;
  const place = textIn(objectIn(alert['repository'])['full_name']) || repositoryOf(textIn(alert['url']));
  const dismissed = dismissals.has(textIn(alert['resolution']));
  const by = objectIn(alert[dismissed ? 'resolved_by' : 'push_protection_bypassed_by']);
  const found = {
    id: Number.isSafeInteger(number) ? `${place} ${number}` : null,
    detector: alert['secret_type_display_name'] ?? alert['secret_type'],
    repository: place,
    ...locationOf(alert),
    date: dismissed ? (alert['resolved_at'] ?? alert['created_at']) : alert['created_at'],
    who: by['login'],
    states: statesOf(alert),
    dismissed,
  };
  const decoded = alert['is_base64_encoded'] === true ? textAfterBase64(secret) : '';
  return seal(found, { secrets: [secret, decoded] }, printsOf);
}

/** Secret scanning alerts of a GitHub repository, organization or enterprise, with or without the secrets. */
export const githubSecretScanning = listReport({
  id: 'github-secret-scanning',
  label: 'GitHub secret scanning alerts',
  tool: 'GitHub secret scanning',
  recognise,
  sealed,
});
