// Rows of the tables that the Entra admin centre lets people download, by the names that Microsoft Graph has for them.

type Row = Readonly<Record<string, unknown>>;

const names: ReadonlyMap<string, string> = new Map([
  ['date (utc)', 'time'],
  ['request id', 'id'],
  ['user id', 'userId'],
  ['username', 'userPrincipalName'],
  ['application', 'appDisplayName'],
  ['application id', 'appId'],
  ['resource', 'resourceDisplayName'],
  ['resource id', 'resourceId'],
  ['service principal id', 'servicePrincipalId'],
  ['service principal name', 'servicePrincipalName'],
  ['correlation id', 'correlationId'],
  ['correlationid', 'correlationId'],
  ['sign-in error code', 'errorCode'],
  ['failure reason', 'failureReason'],
  ['activity', 'activityDisplayName'],
  ['result', 'result'],
  ['resultreason', 'resultReason'],
]);

const actor = ['actortype', 'actordisplayname', 'actorobjectid', 'actoruserprincipalname', 'actorserviceprincipalname'];

/** Are these the columns of such a table? */
export function isPortalTable(columns: readonly string[]): boolean {
  const told = new Set(columns.map((column) => column.toLowerCase()));
  if (!told.has('date (utc)')) return false;
  return (told.has('application id') && told.has('resource')) || (told.has('activity') && told.has('actortype'));
}

const isService = (type: string): boolean => /application|service/i.test(type);

export function portalRow(row: Row): Row {
  const told = new Map(Object.entries(row).map(([name, value]) => [name.toLowerCase(), value === '' ? null : value]));
  const event: Record<string, unknown> = {};
  for (const [column, name] of names) if (told.has(column)) event[name] = told.get(column);
  if (told.has('sign-in error code') && event['errorCode'] === null) event['errorCode'] = '0';
  if (!actor.some((column) => told.has(column))) {
    return { ...event, signInEventTypes: event['userId'] == null ? ['servicePrincipal'] : ['interactiveUser'] };
  }
  const id = told.get('actorobjectid');
  const displayName = told.get('actordisplayname') ?? told.get('actorserviceprincipalname');
  const party = isService(String(told.get('actortype')))
    ? { app: { servicePrincipalId: id, displayName } }
    : { user: { id, displayName, userPrincipalName: told.get('actoruserprincipalname') } };
  const target = {
    type: told.get('target1type'),
    displayName: told.get('target1displayname'),
    id: told.get('target1objectid'),
  };
  return { ...event, initiatedBy: party, targetResources: [target] };
}
