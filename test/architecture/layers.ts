// The arrows of docs/ARCHITECTURE.md as a table: folder → what it may import. Everything absent is forbidden.

/** Files that compose others: they may import everything of their part. */
export const roots: readonly RegExp[] = [
  /^electron\/engine\/[a-z-]+\.ts$/,
  /^electron\/engine\/cli\/(nhi|terminal)\.ts$/,
  /^electron\/main\/[a-z-]+\.ts$/,
  /^renderer\/[a-z-]+\.tsx?$/,
];

const shared = ['shared/model', 'shared/errors', 'shared/lib'] as const;
const engine = (...names: readonly string[]): string[] => names.map((name) => `electron/engine/${name}`);
const renderer = (...names: readonly string[]): string[] => names.map((name) => `renderer/${name}`);

/** The longest folder that a file lies in decides. A folder may always import itself. */
export const arrows: Readonly<Record<string, readonly string[]>> = {
  'shared/lib': [],
  'shared/model': ['shared/lib'],
  'shared/errors': ['shared/lib'],
  'shared/contract': [...shared],
  'electron/preload': ['shared/contract', ...shared],
  'electron/main': ['shared/contract', ...shared],
  'electron/engine/system': [...shared],
  // A column mapping is a part of an import's contract.
  'electron/engine/importers': ['shared/contract', ...shared],
  'electron/engine/containers': [...shared, ...engine('system', 'importers')],
  'electron/engine/catalogue': [...shared],
  'electron/engine/graph': [...shared],
  'electron/engine/inventory': [...shared, ...engine('graph')],
  'electron/engine/scoring': [...shared, ...engine('inventory')],
  'electron/engine/posture': [...shared, ...engine('inventory')],
  'electron/engine/what-if': [...shared, ...engine('inventory', 'scoring', 'posture')],
  'electron/engine/demo': [...shared, ...engine('importers')],
  'electron/engine/playground': ['shared/contract', ...shared, ...engine('system', 'issuer', 'questions')],
  'electron/engine/query': [...shared],
  'electron/engine/questions': ['shared/contract', ...shared, ...engine('system')],
  'electron/engine/issuer': ['shared/contract', ...shared, ...engine('system', 'store', 'journal')],
  // HTTP knowledge of a backend stops in its folder; a connector knows no store and no plan.
  'electron/engine/connectors': [...shared, ...engine('system')],
  'electron/engine/plans': [...shared, ...engine('system', 'store', 'connectors')],
  'electron/engine/tenants': ['shared/contract', ...shared, ...engine('system', 'store', 'connectors')],
  'electron/engine/campaigns': ['shared/contract', ...shared, ...engine('store')],
  'electron/engine/views': ['shared/contract', ...shared, ...engine('store')],
  'electron/engine/documents': ['shared/contract', ...shared, ...engine('query')],
  'electron/engine/policy': ['shared/contract', ...shared, ...engine('documents', 'scoring', 'store')],
  'electron/engine/own-rules': [
    'shared/contract',
    ...shared,
    ...engine('documents', 'query', 'inventory', 'posture', 'projections', 'store'),
  ],
  'electron/engine/journal': [...shared, ...engine('store', 'system')],
  'electron/engine/store': [...shared, ...engine('system', 'journal')],
  'electron/engine/door': ['shared/contract', ...shared, ...engine('system')],
  'electron/engine/jobs': [...shared, ...engine('inventory', 'scoring', 'posture', 'journal', 'store', 'door')],
  'electron/engine/projections': ['shared/contract', ...shared, ...engine('graph', 'store', 'query', 'campaigns')],
  'electron/engine/api': [
    'shared/contract',
    ...shared,
    ...engine(
      'system',
      'importers',
      'containers',
      'graph',
      'inventory',
      'scoring',
      'posture',
      'what-if',
      'query',
      'catalogue',
      'demo',
      'questions',
      'journal',
      'store',
      'connectors',
      'plans',
      'tenants',
      'views',
      'campaigns',
      'documents',
      'policy',
      'own-rules',
    ),

    ...engine('door', 'jobs', 'projections'),
  ],
  'electron/engine/cli': ['shared/contract', ...shared, ...engine('api', 'system')],
  'renderer/ui': [...shared],
  'renderer/client': ['shared/contract', ...shared],
  'renderer/state': ['shared/contract', ...shared, ...renderer('client', 'ui')],
  'renderer/registry': ['shared/contract', ...shared, ...renderer('state', 'ui')],
  'renderer/commands': ['shared/contract', ...shared, ...renderer('registry', 'client', 'state', 'ui')],
  'renderer/editors': ['shared/contract', ...shared, ...renderer('registry', 'state', 'ui')],
  'renderer/views': ['shared/contract', ...shared, ...renderer('registry', 'state', 'ui')],
  'renderer/shell': ['shared/contract', ...shared, ...renderer('registry', 'state', 'ui')],
};

/** Siblings that must not know each other: one file or folder a unit. The list file beside them names them all. */
export const strangers: readonly string[] = [
  'electron/engine/importers',
  'electron/engine/connectors',
  'electron/engine/posture/rules',
  'electron/engine/cli/commands',
  'renderer/editors',
];
