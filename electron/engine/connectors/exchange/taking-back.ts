// What every backend says in the same way when an operation is taken back. Pure.
import type { Proposal, Refusal } from '#engine/connectors/connector.ts';
import type { Json, JsonObject } from '#shared/model/json.ts';
import type { Operation } from '#shared/model/plan.ts';

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a backend knows of its own: why some operations are final, and which operation and requests put `before` back. */
export interface TakingBack {
  /** By the name of the operation. */
  readonly lost: Readonly<Record<string, string>>;
  back(
    operation: Operation,
    before: JsonObject,
  ): Pick<Proposal, 'title' | 'operation' | 'requests'> & Partial<Pick<Proposal, 'notRestored'>>;
}

/** The operation that takes another one back, given what was read before it. */
export const takingBack =
  ({ lost, back }: TakingBack) =>
  (operation: Operation, before: Json): Omit<Proposal, 'rank'> | Refusal => {
    const why = lost[operation.name];
    if (why !== undefined) return { refused: why };
    if (!isObject(before)) return { refused: 'it was not there before' };
    return {
      notRestored: [],
      ...back(operation, before),
      // The runner's receipt says what is there now.
      before: null,
      after: before,
      compensation: null,
      disrupts: [],
      residual: null,
    };
  };

/** `Put back what orders had (client.scopes)` */
export const putBack = ({ name }: Operation, whose: string | undefined): string =>
  `Put back what ${whose ?? ''} had (${name})`;
