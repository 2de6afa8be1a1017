// Who stands behind the ids of an event.
import type { World } from '#engine/importers/gather/source-object.ts';
import type { Activity } from '#shared/model/activity.ts';
import { appRef, servicePrincipalRef, userRef } from './directory.ts';

export type Party = NonNullable<Activity['client']>;
export type Ids = Pick<World, 'idOf'>;

/** Sign-ins name both ids of an application; audit records often only that of its service principal. */
const mostApps = 100_000;

export class Applications {
  readonly #appOf = new Map<string, string>();

  /** null: nobody is named. */
  party(appId: string, servicePrincipalId: string, name: string, ids: Ids): Party | null {
    const [app, principal] = [appId.toLowerCase(), servicePrincipalId.toLowerCase()];
    if (app !== '' && principal !== '' && this.#appOf.size < mostApps) this.#appOf.set(principal, app);
    const known = app || this.#appOf.get(principal) || '';
    if (known !== '') return { id: ids.idOf(appRef(known)), name: name || known };
    if (principal !== '') return { id: ids.idOf(servicePrincipalRef(principal)), name: name || principal };
    return name === '' ? null : { id: null, name };
  }
}

export function person(id: string, name: string, ids: Ids): Party | null {
  if (id !== '') return { id: ids.idOf(userRef(id.toLowerCase())), name: name || id };
  return name === '' ? null : { id: null, name };
}
