/** Ids that nobody takes for a secret, by the form that their vendors give them. */
const forms: readonly RegExp[] = [
  // IAM: unique ids of access keys, lasting and temporary.
  /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b/g,
  // Google: service accounts, OAuth clients.
  /\b[a-z][a-z0-9-]{4,62}@[a-z0-9.-]{1,100}\.gserviceaccount\.com\b/g,
  /\b\d{6,20}-[a-z0-9]{20,40}\.apps\.googleusercontent\.com\b/g,
  // GitHub: client ids of apps.
  /\bIv(?:1\.[0-9a-f]{16}|23[A-Za-z0-9]{16,18})\b/g,
];

/** Members of a key file, or of what a detector puts together, that name who the secret is of. */
const named =
  /"(?:client_?id|app_?id|application_?id|private_key_id|client_email|access_?key_?id)"\s*:\s*(?:"([^"\s]{8,200})"|(\d{8,40})(?=\s*[,}]))/gi;

const searched = 16_384;

/** What of a text names whom it is of. */
export function idsIn(text: string): readonly string[] {
  const head = text.slice(0, searched);
  return [
    ...forms.flatMap((form) => head.match(form) ?? []),
    ...Array.from(head.matchAll(named), ([, text, digits]) => text ?? digits ?? ''),
  ];
}

/** Names of parts that are ids, as TruffleHog's detectors write them. */
const idNames = new Set([
  'id',
  'clientid',
  'appid',
  'applicationid',
  'keyid',
  'accesskeyid',
  'privatekeyid',
  'clientemail',
  'integration',
  'serial',
  'installationid',
]);

export const isIdName = (name: string): boolean => idNames.has(name.replace(/[^A-Za-z]/g, '').toLowerCase());
