/** One end of a wire: a MessagePort of Electron or of Node, or a socket that carries lines. */
export interface PortLike {
  /** Structured clone where the wire can; throws when the message cannot be sent. */
  post(message: unknown): void;
  /** Called once, by the door; messages that came earlier are delivered then. */
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}

/** What Electron's MessagePortMain offers of itself; named here because the engine does not import Electron. */
interface PortOfElectron {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

/** What a MessagePort of node:worker_threads offers. */
interface PortOfNode {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  close(): void;
}

export function electronPort(port: PortOfElectron): PortLike {
  return {
    post: (message) => port.postMessage(message),
    onMessage(listener) {
      port.on('message', (event) => listener(event.data));
      port.start();
    },
    onClose: (listener) => void port.on('close', listener),
    close: () => port.close(),
  };
}

export function nodePort(port: PortOfNode): PortLike {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => void port.on('message', listener),
    onClose: (listener) => void port.on('close', listener),
    close: () => port.close(),
  };
}
