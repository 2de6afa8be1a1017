import type { CodedTexts } from '#engine/query/forms/text.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { ActivityColumns, IdentityColumns, LaneColumn, Picture } from './picture.ts';

const none = new Float64Array(0);
const lane: LaneColumn = { code: none, names: [], none: 0 };
const noTexts: CodedTexts = { codes: none, textsAt: () => [] };
const absent = (): never => {
  throw new AppError('workspace.not_open', 'No workspace is open.');
};

const identities: IdentityColumns = {
  length: 0,
  kind: none,
  status: none,
  builtIn: none,
  lastUsedAt: none,
  lastUsedReason: none,
  createdAt: none,
  expiresAt: none,
  rotatedAt: none,
  lifetime: none,
  lifetimeReason: none,
  lifetimeLeast: none,
  accessTtl: none,
  refreshEnd: none,
  policyLint: none,
  sessionEnd: none,
  residualUntil: none,
  scopesGranted: none,
  scopesUsed: none,
  customers: none,
  resources: none,
  reach: none,
  credentials: none,
  staticCredentials: none,
  leaked: none,
  tier: none,
  wildcard: none,
  gone: none,
  consent: none,
  firstSeq: none,
  seq: none,
  owner: none,
  ownerReason: none,
  value: none,
  low: none,
  high: none,
  confidence: none,
  power: none,
  exposure: none,
  band: new Uint8Array(0),
  findings: none,
  humanOf: none,
  accounts: none,
  texts: {
    tenant: noTexts,
    vendor: noTexts,
    environment: noTexts,
    owner: noTexts,
    scope: noTexts,
    credential: noTexts,
    file: noTexts,
  },
  id: absent,
  externalId: absent,
  name: absent,
  vendorKind: absent,
  tenantId: absent,
  environment: absent,
  ownerLabel: absent,
  missingSince: absent,
  onBehalfName: absent,
  search: absent,
  rowOf: () => undefined,
  tenantName: (id) => id,
};

const activity: ActivityColumns = {
  length: 0,
  order: new Uint32Array(0),
  at: none,
  human: lane,
  agent: lane,
  action: lane,
  denied: new Uint8Array(0),
  live: new Uint8Array(0),
  texts: {
    human: noTexts,
    agent: noTexts,
    client: noTexts,
    action: noTexts,
    object: noTexts,
    reason: noTexts,
    address: noTexts,
    network: noTexts,
    userAgent: noTexts,
    credential: noTexts,
  },
  signals: none,
  actor: absent,
  origin: absent,
  concerns: () => false,
  acts: () => false,
  search: absent,
  event: absent,
};

/** What every view shows while no workspace is open. */
export function emptyPicture(now: Instant): Picture {
  return {
    now,
    asOf: null,
    identities,
    activity,
    findings: {
      length: 0,
      row: new Uint32Array(0),
      rule: new Uint16Array(0),
      severity: new Uint8Array(0),
      accepted: new Uint8Array(0),
      acceptedUntil: new Float64Array(0),
      rules: [],
    },
  };
}
