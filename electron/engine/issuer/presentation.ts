import { Attempt } from './attempt.ts';
import type { Presented } from './tokens/read-token.ts';

/** A request that is about a token which its sender presents. */
export class Presentation extends Attempt {
  #presented: Presented | null = null;

  get presented(): Presented {
    if (this.#presented === null) throw new Error('no step has read the token yet');
    return this.#presented;
  }

  /** The journal learns whom the token concerns. */
  set presented(presented: Presented) {
    this.#presented = presented;
    if (presented.is === 'refused') this.remarks.reason = presented.reason;
    if (presented.is === 'api_key') {
      this.remarks.object = presented.client.id;
      // Whoever holds the key acts as it.
      this.remarks.agents = [presented.client.id];
    } else if (presented.token !== null) {
      this.remarks.object = presented.token.audience.join(' ');
      this.concerns(presented.token);
    }
  }
}
